import type { Transaction } from '#database/database';
import type { Actor } from '../http/actor.js';
import type { PersonView } from '../processes/views.dto.js';
import type { DraftView, NoteView } from './tasks.dto.js';

/** What stands around a task: read in one look, shown by the reader's right. */
export interface TaskDetails {
  draft?: DraftView;
  notes: NoteView[];
  /** The last hundred decisions of the process, in their order. */
  earlier: { step: string; outcome: string; by: PersonView; at: Date; content: Record<string, string> | null }[];
}

/** The process has been entered. */
export async function taskDetails(tx: Transaction, actor: Actor, task: string, process: string): Promise<TaskDetails> {
  const row = await tx.one<{ draft: DraftView | null } & Pick<TaskDetails, 'notes' | 'earlier'>>(
    `select
       (select jsonb_build_object('body', body, 'revision', revision, 'savedAt', saved_at) from draft where task_id = $1 and person_id = $2) as draft,
       (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'by', jsonb_build_object('id', p.id, 'name', p.name), 'text', n.text, 'at', n.at) order by n.at, n.id), '[]')
        from task_note n join person p on p.id = n.person_id where n.task_id = $1) as notes,
       (select coalesce(jsonb_agg(jsonb_build_object('step', c.task_step, 'outcome', c.outcome, 'by', jsonb_build_object('id', p.id, 'name', p.name), 'at', c.at, 'content', c.content) order by c.seq), '[]')
        from (select * from command where process_id = $3 and kind = 'decide' order by seq desc limit 100) c join person p on p.id = c.person_id) as earlier`,
    [task, actor.person, process],
  );
  const { draft, notes, earlier } = row!;
  return {
    draft: draft ? { ...draft, savedAt: new Date(draft.savedAt) } : undefined,
    notes: notes.map((note) => ({ ...note, at: new Date(note.at) })),
    earlier: earlier.map((decision) => ({ ...decision, at: new Date(decision.at) })),
  };
}
