import { useState } from 'react';
import type { Process, ProcessAct } from '../../api/process-types';
import { useProcessAct } from '../../api/processes';
import { ActButton } from '../../parts/act-button';
import { AskDialog } from '../../parts/ask-dialog';
import { ReasonDialog } from '../../parts/reason-dialog';
import { useWords } from '../../words/words';
import { ExtendDialog } from './extend-dialog';

/** What its reader can do with a process; each says beforehand what will happen. */
export function ProcessActs({ process }: { process: Process }) {
  const { process: words } = useWords();
  const act = useProcessAct(process.id);
  const [open, setOpen] = useState<ProcessAct>();
  const [nudged, setNudged] = useState(false);
  const close = () => setOpen(undefined);
  const dialog = (name: ProcessAct) => ({ title: words.acts[name], consequence: words.words[name], act: words.acts[name], onClose: close });
  const offered = process.acts.filter(({ act: name, allowed }) => allowed || (name !== 'resume' && !process.closedAt));
  return (
    <>
      {nudged && (
        <span className="soft" role="status">
          {words.nudged}
        </span>
      )}
      {offered.map(({ act: name, ...allowance }) => (
        <ActButton key={name} allowance={allowance} onClick={() => setOpen(name)}>
          {words.acts[name]}
        </ActButton>
      ))}
      {open === 'nudge' && <AskDialog {...dialog('nudge')} onAct={() => act('nudge').then(() => setNudged(true))} />}
      {open === 'resume' && <AskDialog {...dialog('resume')} onAct={() => act('resume')} />}
      {open === 'recall' && <ReasonDialog {...dialog('recall')} danger onAct={(reason) => act('recall', { reason })} />}
      {open === 'suspend' && <ReasonDialog {...dialog('suspend')} onAct={(reason) => act('suspend', { reason })} />}
      {open === 'extend' && (
        <ExtendDialog {...dialog('extend')} deadlines={process.deadlines.filter(({ metAt }) => !metAt)} onAct={(extension) => act('extend', extension)} />
      )}
    </>
  );
}
