import { Client } from 'pg';
import { documentSeries } from '#domain/number-series';
import { eventually } from '#testing/eventually';

/** All that has happened to a process, without ids and times: the same for two that were played alike. */
export interface Story {
  outcome: string | null;
  commands: unknown[];
  timeline: unknown[];
  tasks: unknown[];
  steps: unknown[];
  notices: number;
}

/** A record, seen by its owner. */
export class RecordOf {
  private constructor(
    private readonly owner: Client,
    private readonly ownerUrl: string,
  ) {}

  /** Waits for its server, which may just be starting again. @param ownerUrl the owner's connection string */
  static open(ownerUrl: string): Promise<RecordOf> {
    return eventually(async () => {
      const owner = new Client({ connectionString: ownerUrl });
      owner.on('error', () => undefined); // its server is killed, too: the next question fails
      await owner.connect();
      return new RecordOf(owner, ownerUrl);
    });
  }

  async story(process: string): Promise<Story> {
    const rows = (statement: string) => this.owner.query(statement, [process]).then((result) => result.rows as unknown[]);
    const [{ outcome }] = (await rows('select outcome from process where id = $1')) as [{ outcome: string | null }];
    return {
      outcome,
      commands: await rows('select seq, kind, task_step, outcome from command where process_id = $1 order by seq'),
      timeline: await rows('select action, task_step from timeline_entry where process_id = $1 order by action, task_step, n'),
      tasks: await rows('select step, kind, state, outcome from task where process_id = $1 order by step'),
      steps: await rows('select step from process_step where process_id = $1 order by step'),
      notices: (await rows('select id from notice where process_id = $1')).length,
    };
  }

  /** What still waits or hurts: bells, and processes that are open, stuck or parked. */
  async leftovers(): Promise<{ bells: number; open: number; troubled: number }> {
    const { rows } = await this.owner
      .query(`select (select count(*)::integer from outbox) as bells, (select count(*)::integer from process where closed_at is null) as open,
      (select count(*)::integer from process where stuck_since is not null or parked_since is not null) as troubled`);
    return rows[0] as { bells: number; open: number; troubled: number };
  }

  /** How many receipt numbers were given, and how many different ones the transfers bear. */
  async receipts(): Promise<{ given: number; borne: number }> {
    const { rows } = await this.owner.query(
      `select (select sum(last)::integer from number_series where key like $1) as given, (select count(distinct receipt_number)::integer from clue_transfer) as borne`,
      [`${documentSeries['clue-receipt'].code}/%`],
    );
    return rows[0];
  }

  /** Lets no effect get to its end until `work` is done; commands go on. */
  async holding<Result>(work: () => Promise<Result>): Promise<Result> {
    const holder = await RecordOf.open(this.ownerUrl);
    try {
      await holder.owner.query('begin');
      await holder.owner.query('lock table process_step in share mode');
      return await work();
    } finally {
      await holder.close();
    }
  }

  close = (): Promise<void> => this.owner.end();
}
