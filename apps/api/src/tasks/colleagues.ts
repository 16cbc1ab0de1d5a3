import type { Transaction } from '#database/database';

/** Who may hold an open task besides its present holder: the active members of its pool whom no recusal and no separation of duties keeps from it. The process must have been entered. */
export const colleagues = (tx: Transaction, task: string): Promise<{ id: string; name: string }[]> =>
  tx.query(
    `select p.id, p.name from task t join role_assignment r on r.pool = t.pool join person p on p.id = r.person_id
     where t.id = $1 and t.state = 'open' and p.active and p.id is distinct from t.not_by and p.id is distinct from t.holder and not exists (select from exclusion e where e.person_id = p.id and e.process_id = t.process_id)
     order by p.name collate "zh-Hans-CN-x-icu"`,
    [task],
  );
