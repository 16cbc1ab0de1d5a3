import { v7 as uuid } from 'uuid';
import type { Database } from '#database/database';
import { beginning } from '#database/record/chain';
import { lockProcess, write } from '#database/record/process';
import { clock } from '#domain/clock';
import type { SmallCity } from './small-city.js';

/** A process that has been written to as often as it is told, by the ways of the record: commands with content, task acts, and what time did. */
export interface ChainedProcess {
  id: string;
  number: string;
  entries: number;
}

/** Opens a process with a task of the same id, without anything that drives it. */
export async function chainedProcess(api: Database, city: SmallCity, number: string, entries: number): Promise<ChainedProcess> {
  const process = { id: uuid(), number, entries: 0 };
  await api.as({ person: city.coordinator }, async (tx) => {
    tx.enter(process.id);
    await tx.run(
      `insert into process (id, number, type, version, state, input, organization_id, policy_set, opened_at, moved_at, head) values ($1, $2, 'trial', 1, 'open', '{}', $3, 1, $4, $4, $5)`,
      [process.id, number, city.office, clock.now(), beginning],
    );
    await tx.run(`insert into task (id, process_id, step, kind, pool, due_at, opened_at) values ($1, $1, 'sign/1', 'sign', $2, 'infinity', $3)`, [
      process.id, `${city.office}/reviewer`, clock.now(),
    ]); // oxfmt-ignore
  });
  await addEntries(api, city, process, entries);
  return process;
}

/** Writes so many further entries. */
export async function addEntries(api: Database, city: SmallCity, process: ChainedProcess, entries: number): Promise<void> {
  await api.as({ person: city.coordinator }, async (tx) => {
    tx.enter(process.id);
    const locked = (await lockProcess(tx, process.id))!;
    for (let nth = 0; nth < entries; nth++) {
      const at = clock.now();
      const person = nth % 2 ? city.a : city.coordinator;
      const n = locked.entries + 1;
      if (n % 3 === 0) await write(tx, locked, { at, action: 'rung', detail: { rung: 'half', deadline: uuid() } });
      else if (n % 3 === 1)
        await write(tx, locked, { at, person, action: 'decide', task: `sign/${n}`, detail: { outcome: 'sign' }, content: n % 6 === 4 ? undefined : { comment: `第 ${n} 项：“同意”\n\t\\ 😀`, 意见: [n, null, { b: 1, a: true }] }, command: { kind: 'decide', outcome: 'sign' } }); // oxfmt-ignore
      else await write(tx, locked, { at, person, action: 'note', task: 'sign/1', note: { task: process.id, text: `第 ${n} 项“已核对”\n😀` } });
    }
    process.entries = locked.entries;
  });
}
