import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Task } from '../../api/task-types';
import { ActButton } from '../../parts/act-button';
import { ProblemNote } from '../../parts/problem-note';
import { useDates, useWords } from '../../words/words';
import { useBox } from '../inbox/boxes';
import { ClaimNextButton } from '../inbox/claim-next-button';
import { DecisionForm } from './decision-form';
import { Hands } from './hands';

interface DecisionPanelProps {
  task: Task;
  lost: unknown;
  onClaim: () => Promise<boolean>;
}

/** The right side: claim it, decide it, or see what became of it. */
export function DecisionPanel({ task, lost, onClaim }: DecisionPanelProps) {
  const words = useWords();
  const decides = task.state === 'open' && task.acts.decide.allowed;
  return (
    <section className="decision" id="decide" aria-labelledby="decision">
      <h2 id="decision">{words.task.decision}</h2>
      {task.state === 'open' && !task.copy && <Holder task={task} />}
      <ProblemNote error={lost} lead={words.inbox.lost} />
      {decides && <DecisionForm task={task} />}
      {!decides && task.state === 'open' && <Claiming task={task} onClaim={onClaim} />}
      {task.state !== 'open' && <Done task={task} />}
      {task.state === 'open' && !task.copy && <Hands task={task} />}
    </section>
  );
}

function Holder({ task: { holder, mine, leaseUntil } }: { task: Task }) {
  const words = useWords();
  const dates = useDates();
  return (
    <p className="soft">
      {holder ? `${words.task.holder}${words.common.colon}${holder.name}` : words.task.nobody}
      {mine && leaseUntil && <span className="faint lease">{words.task.lease(dates.dueDay(leaseUntil))}</span>}
    </p>
  );
}

function Claiming({ task, onClaim }: { task: Task; onClaim: () => Promise<boolean> }) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const claim = async () => {
    setBusy(true);
    await onClaim();
    setBusy(false);
  };
  return (
    <div className="action-bar">
      <ActButton type="primary" block loading={busy} allowance={task.acts.claim} aria-keyshortcuts="c" onClick={() => void claim()}>
        {words.inbox.claim} <kbd aria-hidden>C</kbd>
      </ActButton>
      {!task.acts.claim.allowed && <p className="soft">{task.acts.claim.why}</p>}
    </div>
  );
}

function Done({ task }: { task: Task }) {
  const words = useWords();
  const navigate = useNavigate();
  const { rows: own } = useBox('mine', '');
  const next = own?.find(({ id, process }) => process.id === task.process.id && id !== task.id);
  if (task.state !== 'decided') return <p className="soft">{words.task.withdrawn}</p>;
  return (
    <div className="done-note" role="status">
      <p>
        <CheckCircleOutlined aria-hidden /> {words.task.done(task.outcomeName ?? '')}
      </p>
      {!task.process.outcome && <p className="soft">{words.task.doneHint}</p>}
      <div className="action-bar">
        {next && (
          <Button type="primary" onClick={() => void navigate(`/tasks/${next.id}`)}>
            {words.task.nextOwn(next.name ?? '')}
          </Button>
        )}
        <ClaimNextButton primary={!next} />
        <Link to="/inbox">{words.task.inbox}</Link>
      </div>
    </div>
  );
}
