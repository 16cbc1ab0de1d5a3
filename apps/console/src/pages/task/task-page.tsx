import { useEffect } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import type { Task } from '../../api/task-types';
import { useClaim, useTask } from '../../api/tasks';
import { DeadlineChip, RemainingChip } from '../../parts/deadline-chip';
import { MissingPage } from '../../parts/missing-page';
import { Page } from '../../parts/page';
import { useShortcuts } from '../../parts/shortcuts';
import { Skeleton } from '../../parts/skeleton';
import { UrgencyMark } from '../../parts/urgency-mark';
import { WaitingSentence } from '../../parts/waiting-sentence';
import { useWords } from '../../words/words';
import { DecisionPanel } from './decision-panel';
import { EarlierDecisions } from './earlier-decisions';
import { Matter } from './matter';
import { Notes } from './notes';
import './task.css';

/** What do I decide, and on what? */
export default function TaskPage() {
  const { id } = useParams();
  const { data: task, error, refetch } = useTask(id);
  if (task) return <TaskView key={task.id} task={task} />;
  return error ? <MissingPage error={error} onRetry={refetch} /> : <Skeleton />;
}

const toDecision = () => document.querySelector<HTMLElement>('#decide input:not(:disabled), #decide textarea, #decide button')?.focus();

function TaskView({ task }: { task: Task }) {
  const words = useWords();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const { claim, lost } = useClaim();
  useShortcuts({
    c: () => task.acts.claim.allowed && void claim(task),
    e: toDecision,
    Escape: () => void navigate('/inbox'),
  });
  useEffect(() => {
    if (hash === '#decide') toDecision();
  }, [hash]);

  const { process } = task;
  const lead = (
    <div className="task-lead">
      <p className="preview-facts">
        <Link className="number" to={`/processes/${process.id}`}>
          {process.number}
        </Link>
        {task.unit && <span>{task.unit.name}</span>}
        {task.pool && <span className="soft">{task.pool.name}</span>}
        <UrgencyMark urgency={task.urgency} />
        {task.state === 'open' &&
          (task.deadline ? <DeadlineChip deadline={task.deadline} /> : <RemainingChip remaining={task.remaining} provisional={task.provisional} />)}
      </p>
      <WaitingSentence sentence={task.sentence} />
    </div>
  );
  return (
    <Page heading={task.name} tab={words.nav.inbox} lead={lead} acts={<Link to={`/processes/${process.id}`}>{words.task.process}</Link>}>
      <div className="task">
        <div className="task-matter">
          <Matter task={task} />
          <EarlierDecisions earlier={task.earlier} />
          <Notes task={task} />
        </div>
        <DecisionPanel task={task} lost={lost?.problem} onClaim={() => claim(task)} />
      </div>
    </Page>
  );
}
