import { Link } from 'react-router';
import type { Task, TaskRow } from '../../api/task-types';
import { useTask } from '../../api/tasks';
import { ActButton } from '../../parts/act-button';
import { DeadlineChip, RemainingChip } from '../../parts/deadline-chip';
import { ProblemNote } from '../../parts/problem-note';
import { UrgencyMark } from '../../parts/urgency-mark';
import { WaitingSentence } from '../../parts/waiting-sentence';
import { useDates, useWords } from '../../words/words';
import { addressOf } from './task-line';

interface TaskPreviewProps {
  row?: TaskRow;
  /** It is no longer in the list. */
  gone: boolean;
  lost: unknown;
  onClaim: (row: TaskRow) => void;
}

/** What may be known of the chosen task before it is opened, and the one thing to do next. */
export function TaskPreview({ row, ...more }: TaskPreviewProps) {
  const words = useWords();
  return (
    <aside className="preview" aria-label={words.inbox.preview}>
      {row ? <Chosen key={row.id ?? row.process.id} row={row} {...more} /> : <p className="soft">{words.inbox.choose}</p>}
    </aside>
  );
}

function Chosen({ row, gone, lost, onClaim }: TaskPreviewProps & { row: TaskRow }) {
  const words = useWords();
  const dates = useDates();
  const { data: task } = useTask(row.id);
  const over = gone && !(task?.mine && task.state === 'open'); // what one has just claimed leaves the pool, and is still to be decided
  const held = !over && row.leaseUntil && row.mine;
  return (
    <>
      <h2>{row.name}</h2>
      <p className="preview-facts">
        <span className="number">{row.process.number}</span>
        {row.unit && <span>{row.unit.name}</span>}
        <UrgencyMark urgency={row.urgency} />
      </p>
      {over && <p className="soft">{words.inbox.gone}</p>}
      <WaitingSentence sentence={task?.sentence ?? row.sentence ?? ''} />
      <p className="preview-facts">
        {task?.deadline ? <DeadlineChip deadline={task.deadline} /> : <RemainingChip remaining={row.remaining} />}
        {row.dueAt && <span className="faint number">{words.process.dueOn(dates.dueDay(row.dueAt))}</span>}
      </p>
      {held && <p className="soft">{words.task.lease(dates.dueDay(row.leaseUntil!))}</p>}
      <ProblemNote error={lost} lead={words.inbox.lost} />
      <div className="preview-acts">
        {!over && <NextAct row={row} task={task} onClaim={() => onClaim(row)} />}
        {row.id && (over || !(row.mine || row.copy)) && <Link to={addressOf(row)}>{words.inbox.open}</Link>}
        {row.id && <Link to={`/processes/${row.process.id}`}>{words.inbox.viewProcess}</Link>}
      </div>
    </>
  );
}

/** To decide what one holds, to claim what one may, or to put into somebody's hands what is another pool's. */
function NextAct({ row, task, onClaim }: { row: TaskRow; task?: Task; onClaim: () => void }) {
  const words = useWords();
  if (row.mine || !row.id || row.copy)
    return (
      <Link className="button-link" to={addressOf(row)}>
        {row.mine ? words.inbox.decide : row.id ? words.inbox.open : words.inbox.viewProcess} <kbd aria-hidden>{row.mine ? 'E' : '↵'}</kbd>
      </Link>
    );
  if (row.state !== 'open') return null;
  const claim = task?.claim ?? row.claim;
  if (!claim.allowed && task?.acts.assign.allowed)
    return (
      <Link className="button-link" to={`${addressOf(row)}#decide`}>
        {words.task.assign}
      </Link>
    );
  return (
    <ActButton type="primary" allowance={claim} aria-keyshortcuts="c" onClick={onClaim}>
      {words.inbox.claim} <kbd aria-hidden>C</kbd>
    </ActButton>
  );
}
