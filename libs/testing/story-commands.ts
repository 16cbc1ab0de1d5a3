import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '#database/database';
import { beginning } from '#database/record/chain';
import { lockProcess, type Locked, write } from '#database/record/process';
import { begin } from '#database/record/tasks';
import { clock } from '#domain/clock';
import { definitionOf } from '#workflows/contracts';
import { eventually } from './eventually.js';
import type { SmallCity } from './small-city.js';

export interface Opened {
  /** The version of the story; the newest where it is left out. */
  version?: number;
  /** Leaves it to the story to open its first task. */
  withoutTask?: boolean;
}

export interface Commanded {
  by?: string;
  to?: { suspendedAt?: Date | null };
}

/** Opens a process, as the coordinator's command, again where the record was not reached in a busy moment. Its story is told with the team besides. */
export const open = (...opening: Parameters<typeof openOnce>): Promise<string> => eventually(() => openOnce(...opening));

async function openOnce(
  api: Database,
  city: SmallCity,
  type: string,
  input: Record<string, unknown> = {},
  { version, withoutTask }: Opened = {},
): Promise<string> {
  const definition = definitionOf(type);
  const id = randomUUID();
  const now = clock.now();
  const told = { team: city.team, toTeam: city.team, ...input };
  const pinned = version ?? definition.version;
  const first = withoutTask ? undefined : definition.opensWith?.({ ...told, id, version: pinned });
  await api.as({ person: city.coordinator }, async (tx) => {
    tx.enter(id);
    await tx.run(
      `insert into process (id, number, type, version, state, input, organization_id, policy_set, opened_by, opened_at, moved_at, head) values ($1::uuid, $1::text, $2, $3, $4, $5, $6, 1, $7, $8, $8, $9)`,
      [id, type, pinned, Object.keys(definition.states)[0], JSON.stringify(told), city.office, city.coordinator, now, beginning],
    );
    const process = (await lockProcess(tx, id))!;
    await begin(tx, process, { person: city.coordinator }, first);
  });
  return id;
}

export interface Decision {
  step: string;
  outcome: string;
  /** The person who decides, whoever holds the task. */
  by: string;
}

/** Decides tasks as soon as all of them are open, in one transaction. */
export async function decide(api: Database, process: string, decisions: Decision[]): Promise<void> {
  await eventually(() =>
    api.as({ person: decisions[0]!.by }, async (tx) => {
      tx.enter(process);
      const locked = (await lockProcess(tx, process))!;
      for (const decision of decisions) await decideOne(tx, locked, decision);
    }),
  );
}

async function decideOne(tx: Transaction, process: Locked, { step, outcome, by }: Decision): Promise<void> {
  const now = clock.now();
  const task = await tx.one<{ kind: string; deadline: string | null }>(
    `update task set state = 'decided', outcome = $3, decided_by = $4, decided_at = $5, lease_until = null
     where process_id = $1 and step = $2 and state = 'open' returning kind, deadline_id as deadline`,
    [process.id, step, outcome, by, now],
  );
  if (!task) throw new Error(`${step} is not open.`);
  await tx.run('update deadline set met_at = $2 where id = $1 and met_at is null', [task.deadline, now]);
  const { to } = definitionOf(process.type).tasks[task.kind]!.outcomes[outcome]!;
  await write(tx, process, { at: now, person: by, action: 'decide', task: step, detail: { outcome }, command: { kind: 'decide', outcome }, to: { state: to } });
}

/** Gives a command that concerns the process as a whole. A recall withdraws what is open, and leaves the closing to the story. */
export async function command(api: Database, process: string, kind: string, { by, to = {} }: Commanded = {}): Promise<Locked> {
  return api.as({ person: by ?? randomUUID() }, async (tx) => {
    tx.enter(process);
    const locked = (await lockProcess(tx, process))!;
    const recalled = kind === 'recall';
    if (recalled) await tx.run(`update task set state = 'withdrawn', lease_until = null where process_id = $1 and state = 'open'`, [process]);
    await write(tx, locked, { at: clock.now(), person: by, action: kind, command: { kind }, to: { ...to, ...(recalled && { outcome: 'recalled' }) } });
    return locked;
  });
}
