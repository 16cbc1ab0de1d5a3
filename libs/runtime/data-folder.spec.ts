import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, statSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fullDisk, openDataFolder, readMark, writeMark } from './data-folder.js';
import { writeJson } from './files.js';
import { identityOf, isRunning } from './process-identity.js';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'liandong-spec-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const open = () => openDataFolder(data, undefined);

describe('a data folder', () => {
  it('is made where it is absent', async () => {
    const release = await openDataFolder(join(data, 'new', 'one'), undefined);
    expect(readdirSync(join(data, 'new', 'one')).sort()).toEqual(['liandong.json', 'lock']);
    release();
  });

  it('belongs to one process: a second one is told which, and where it serves', async () => {
    const release = await open();
    writeJson(join(data, 'run.json'), { pid: process.pid, url: 'http://127.0.0.1:3000', children: {} });
    await expect(open()).rejects.toThrow(`process ${process.pid} runs on it and serves http://127.0.0.1:3000`);
    release();
    (await open())();
  });

  it('is taken over from a process that is gone, also where its number has a new owner', async () => {
    (await open())();
    writeJson(join(data, 'lock'), { ...identityOf(process.pid), started: 'long ago' });
    (await open())();
    writeFileSync(join(data, 'lock'), '{"pid":'); // cut short by a full disk
    (await open())();
    expect(readdirSync(data)).toEqual(['liandong.json']);
  });

  it("is not somebody else's folder", async () => {
    writeFileSync(join(data, 'thesis.txt'), '');
    await expect(open()).rejects.toThrow('is not Liandong');
    expect(readdirSync(data)).toEqual(['thesis.txt']);
  });

  it('stays with the user who began it', async () => {
    (await open())();
    mkdirSync(join(data, 'postgres'));
    const { uid, gid } = statSync(data);
    await expect(openDataFolder(data, { name: 'postgres', uid: uid + 1, gid: gid + 1 })).rejects.toThrow(`belongs to user ${uid}`);
    expect(statSync(data)).toMatchObject({ uid, gid });
  });

  it('is rid of a program that a killed run left running', async () => {
    (await open())();
    const left = identityOf(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).pid!)!;
    writeJson(join(data, 'run.json'), { pid: 1, children: { worker: left } });
    (await open())();
    expect(isRunning(left)).toBe(false);
  });

  it('leaves alone what only shares its number with a program that a killed run left', async () => {
    (await open())();
    writeJson(join(data, 'run.json'), { pid: 1, children: { api: { pid: process.pid, started: 'long ago' } } });
    (await open())();
    expect(readdirSync(data)).toEqual(['liandong.json']);
  });

  it('is not begun on while it holds only part of a backup', async () => {
    (await open())();
    writeMark(data, { ...readMark(data), restoring: true });
    await expect(open()).rejects.toThrow('was cut short');
    expect(readdirSync(data)).toEqual(['liandong.json']);
  });

  it('remembers for which record the samples were decided', async () => {
    (await open())();
    writeMark(data, { format: 1, samples: { embedded: true } });
    (await open())();
    expect(readMark(data).samples).toEqual({ embedded: true });
  });

  it('has a sentence for a full disk', () => {
    expect(fullDisk(data, 0)).toBeUndefined();
    expect(fullDisk(data, 2 ** 60)).toMatch(/^The disk that holds .* is full: \d+ MB are free/);
  });
});
