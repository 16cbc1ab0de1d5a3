import type { Transaction } from '#database/database';
import type { TaskState } from './task.js';

/** Who may hold a task besides its present holder: the active members of its pool whom no recusal and no separation of duties keeps from it. The process must have been entered. */
export const colleagues = (tx: Transaction, task: Pick<TaskState, 'processId' | 'pool' | 'notBy' | 'holder'>): Promise<{ id: string; name: string }[]> =>
  tx.query(
    `select p.id, p.name from role_assignment r join person p on p.id = r.person_id
     where r.pool = $1 and p.active and p.id is distinct from $2 and p.id is distinct from $3 and not exists (select from exclusion e where e.person_id = p.id and e.process_id = $4)
     order by p.name collate "zh-Hans-CN-x-icu"`,
    [task.pool, task.notBy, task.holder, task.processId],
  );
