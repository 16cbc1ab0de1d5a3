// Real: PostgreSQL, the Temporal Server, and what the image runs, started by its entry point with the environment that compose gives it. There is no container around them.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bareEnvironment } from '#config/child-environment';
import { connected, elsewhere, ensureDatabase } from '#runtime/databases';
import { root } from '#runtime/files';
import { freePorts } from '#runtime/ports';
import { engine } from '#testing/engine';
import { eventually } from '#testing/eventually';
import { Client } from './client.js';

interface Service {
  environment: Record<string, string>;
}

const { services } = parse(readFileSync(join(root, 'docker/compose.yaml'), 'utf8'), { merge: true }) as { services: Record<string, Service> };
const folder = mkdtempSync(join(tmpdir(), 'liandong-image-'));
const database = `image_${randomUUID().replaceAll('-', '')}`;
const { adminUrl, passwords } = engine().postgres;
const roles = ['owner', 'api', 'worker', 'relay', 'verifier'] as const;
const running: ChildProcess[] = [];
let here: Record<string, string>;
let url: string;

beforeAll(async () => {
  await connected(adminUrl, (admin) => ensureDatabase(admin, database, 'liandong_owner'));
  const [port] = await freePorts(1);
  url = `http://127.0.0.1:${port}`;
  here = {
    TEMPORAL_ADDRESS: engine().temporal.address,
    TEMPORAL_NAMESPACE: database.replace('_', '-'),
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    SIGNATURES_DIR: join(folder, 'signing', 'signatures'),
    SIGNING_KEY_FILE: join(folder, 'signing-key.pem'),
    TRUSTED_PROXIES: 'loopback', // where the proxy of this test is
  };
  for (const role of roles) {
    const path = join(folder, `${role}-database-url`);
    writeFileSync(path, `${elsewhere(adminUrl, { role: `liandong_${role}`, password: passwords[role], database })}\n`);
    here[`${role === 'owner' ? '' : `${role.toUpperCase()}_`}DATABASE_URL_FILE`] = path;
  }
});

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await connected(adminUrl, (admin) => admin.query(`drop database if exists ${database} with (force)`));
  rmSync(folder, { recursive: true, force: true });
});

/** What compose makes of a value where .env names none of its variables. */
const withDefaults = (value: string) => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');

/** The environment of a service as compose says it, with what lies elsewhere here. */
const environmentOf = (service: string) =>
  bareEnvironment(Object.fromEntries(Object.entries(services[service]!.environment).map(([name, value]) => [name, here[name] ?? withDefaults(value)])));

function start(service: string, ...parameters: string[]): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const child = spawn(join(root, 'docker/entrypoint'), parameters, { env: environmentOf(service), cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, said: () => said, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function run(service: string, ...parameters: string[]): Promise<{ code: number | null; said: string }> {
  const { ended, said } = start(service, ...parameters);
  return { code: await ended, said: said() };
}

it('refuses what it does not run, and names what it does', async () => {
  expect(await run('tools', 'bash')).toEqual({
    code: 64,
    said: expect.stringMatching(/^bash is not something that this image runs[^]*api[^]*worker[^]*migrate/),
  });
});

it('comes up on a PostgreSQL and a Temporal that hold nothing yet, is set up over https, and goes down in order', async () => {
  expect(await run('migrate', 'migrate')).toEqual({ code: 0, said: expect.stringContaining('Both are ready') });
  expect(await run('migrate', 'migrate')).toEqual({ code: 0, said: expect.stringContaining('Both are ready') });
  const link = await run('tools', 'set-up');
  const token = /\/set-up#(\S+)/.exec(link.said)![1]!;

  const worker = start('worker', 'worker');
  const api = start('api', 'api');
  await eventually(async () => expect((await new Client(url).get('/api/health')).body).toMatchObject({ status: 'ok' }));
  for (const program of ['api', 'worker']) expect(await run(program, 'healthy', program)).toMatchObject({ code: 0 });
  const command = execFileSync('ps', ['-o', 'args=', '-p', String(worker.child.pid)], { encoding: 'utf8' });
  expect(command).toContain('--import ./dist/apps/worker/program/sandbox-threads.js'); // as `npm start` begins it

  // The proxy says who asks, and over what; without it nobody gets in from outside.
  const visitor = new Client(url);
  const outside = { host: 'liandong.example.org' };
  expect(await visitor.get('/api/me', outside)).toMatchObject({ status: 403, body: { code: 'https-only' } });
  expect(await visitor.get('/', { 'x-forwarded-for': '203.0.113.7' })).toMatchObject({ status: 403 });
  expect(await visitor.get('/api/health', outside)).toMatchObject({ status: 200 });
  const proxied = { ...outside, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
  const page = await visitor.get('/', proxied);
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<html') });
  expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000');
  const founder = { kind: 'city', organization: '徐州市', name: '唐伟', login: 'tangwei', language: 'zh-CN', password: 'Kites over the lake' };
  const founded = await visitor.post('/api/set-up', { token, ...founder }, proxied);
  expect(founded).toMatchObject({ status: 201 });
  const [cookie] = founded.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-session=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const session = { ...proxied, cookie: cookie!.split(';')[0]! };
  expect(await visitor.get('/api/sessions', session)).toMatchObject({ status: 200, body: { items: [expect.objectContaining({ current: true })] } });

  expect(await run('tools', 'verify-timeline')).toEqual({ code: 0, said: expect.stringContaining('All is whole.') });
  expect(await run('tools', 'backup', '--to', join(folder, 'backup'))).toEqual({ code: 0, said: expect.stringContaining('Backed up into') });
  expect(await run('tools', 'rebuild-engine', '--anew')).toEqual({ code: 0, said: expect.stringContaining('{"rung":0}') });
  expect(await run('tools', 'set-up')).toEqual({ code: 1, said: expect.stringContaining('Somebody is in this record already') });
  for (const { child, ended, said } of [api, worker]) {
    child.kill('SIGTERM');
    expect({ code: await ended, said: said() }).toMatchObject({ code: 0 });
  }
  expect(await run('worker', 'healthy', 'api')).toMatchObject({ code: 1 });
});
