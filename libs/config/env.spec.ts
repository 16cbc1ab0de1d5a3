import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnv, required } from './env.js';

describe('the environment', () => {
  it('has defaults that are safe on one machine', () => {
    expect(loadEnv({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, TEMPORAL_NAMESPACE: 'liandong', SAMPLES: false, TIME_SKIPPING: false });
  });

  it('reads numbers and yes and no, and takes nothing for left out', () => {
    expect(loadEnv({ PORT: '0', SAMPLES: 'true', FULL: '0', HOST: '', DATABASE_URL: '' })).toMatchObject({
      PORT: 0,
      SAMPLES: true,
      FULL: false,
      HOST: '127.0.0.1',
    });
  });

  it('names each variable that is wrong, and no value: it may be a secret', () => {
    const load = () => loadEnv({ PORT: 'web', DATABASE_URL: 'mysql://root:hush@db', TEMPORAL_ADDRESS: 'http://temporal', SAMPLES: 'perhaps' });
    expect(load).toThrow(/PORT.*DATABASE_URL.*TEMPORAL_ADDRESS.*SAMPLES/);
    expect(load).not.toThrow(/hush/);
  });

  it('reads a connection string from a file, and says which file cannot be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'liandong-env-'));
    const path = join(folder, 'url');
    writeFileSync(path, 'postgres://liandong_api:hush@db/liandong\n');
    expect(loadEnv({ API_DATABASE_URL_FILE: path }).API_DATABASE_URL).toBe('postgres://liandong_api:hush@db/liandong');
    expect(loadEnv({ API_DATABASE_URL_FILE: path, API_DATABASE_URL: 'postgres://db/other' }).API_DATABASE_URL).toBe('postgres://db/other');
    rmSync(folder, { recursive: true });
    expect(() => loadEnv({ API_DATABASE_URL_FILE: path })).toThrow(`API_DATABASE_URL_FILE names ${path}, which cannot be read (ENOENT).`);
  });

  it('tells which variable a program lacks', () => {
    expect(() => required(loadEnv({}), 'API_DATABASE_URL')).toThrow('The environment lacks API_DATABASE_URL.');
  });
});
