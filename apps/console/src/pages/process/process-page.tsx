import { Link, useNavigate, useParams } from 'react-router';
import { useProcess } from '../../api/processes';
import type { Process } from '../../api/process-types';
import { useSession } from '../../api/session';
import { DonePath } from '../../parts/done-path';
import { MissingPage } from '../../parts/missing-page';
import { Page } from '../../parts/page';
import { useShortcuts } from '../../parts/shortcuts';
import { Skeleton } from '../../parts/skeleton';
import { Timeline } from '../../parts/timeline';
import { UrgencyMark } from '../../parts/urgency-mark';
import { WaitingSentence } from '../../parts/waiting-sentence';
import { useDates, useWords } from '../../words/words';
import { Deadlines } from './deadlines';
import { ProcessActs } from './process-acts';
import { ProcessFacts } from './process-facts';
import { ProcessTasks } from './process-tasks';
import './process.css';

/** Why is it here? */
export default function ProcessPage() {
  const { id = '' } = useParams();
  const { data: process, error, refetch } = useProcess(id);
  if (process) return <ProcessView key={process.id} process={process} />;
  return error ? <MissingPage error={error} onRetry={refetch} /> : <Skeleton />;
}

function ProcessView({ process }: { process: Process }) {
  const words = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const { may } = useSession();
  const { waiting } = process;
  useShortcuts({ Escape: () => void navigate(-1) });
  const lead = (
    <p className="preview-facts">
      {process.typeName && <span>{process.typeName}</span>}
      <span className={`state-dot ${process.closedAt ? 'closed' : ''}`}>{process.stateName ?? process.state}</span>
      {process.unit && <span>{process.unit.name}</span>}
      <UrgencyMark urgency={process.urgency} />
      {process.clueId && (may('clue.register') || may('clue.read')) && process.relation === 'sender' && (
        <Link to={`/clues/${process.clueId}`}>{words.process.openClue}</Link>
      )}
    </p>
  );
  return (
    <Page heading={<span className="number">{process.number}</span>} tab={words.process.list} lead={lead} acts={<ProcessActs process={process} />}>
      <div className="headline-block">
        <WaitingSentence sentence={waiting.sentence} trouble={waiting.trouble} headline />
        {waiting.since && !process.closedAt && !waiting.trouble && <p className="faint">{words.process.waitingSince(dates.day(waiting.since))}</p>}
      </div>
      <DonePath path={process.path} />
      <div className="process">
        <Timeline processId={process.id} />
        <div className="process-side">
          <Deadlines deadlines={process.deadlines} paused={waiting.trouble === 'suspended'} />
          <ProcessTasks tasks={process.tasks} />
          <ProcessFacts process={process} />
        </div>
      </div>
    </Page>
  );
}
