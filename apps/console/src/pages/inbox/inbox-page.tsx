import type { InputRef } from 'antd';
import { useRef, useState, useSyncExternalStore } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useSession } from '../../api/session';
import type { TaskRow } from '../../api/task-types';
import { useClaim } from '../../api/tasks';
import { EmptyState } from '../../parts/empty-state';
import { MoreButton } from '../../parts/more-button';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { useShortcuts } from '../../parts/shortcuts';
import { Skeleton } from '../../parts/skeleton';
import { useSteadyList } from '../../parts/steady-list';
import { UpdatesButton } from '../../parts/updates-button';
import { useWords } from '../../words/words';
import { BoxTabs } from './box-tabs';
import { isShownBox, taskKey, useBox } from './boxes';
import { ClaimNextButton } from './claim-next-button';
import { FilterBar } from './filter-bar';
import { useFilters } from './filters';
import { addressOf, TaskLine } from './task-line';
import { TaskPreview } from './task-preview';
import './inbox.css';

const roomForPreview = window.matchMedia('(min-width: 1080px)');
const watchRoom = (changed: () => void) => {
  roomForPreview.addEventListener('change', changed);
  return () => roomForPreview.removeEventListener('change', changed);
};

/** What is expected of me, by when? */
export default function InboxPage() {
  const words = useWords();
  const navigate = useNavigate();
  const { may } = useSession();
  const { box: named } = useParams();
  const box = isShownBox(named) ? named : 'todo';
  const filters = useFilters();
  const search = useRef<InputRef>(null);
  const { rows: fresh, error, refetch, ...paging } = useBox(box, filters.query);
  const { rows, updates, letIn } = useSteadyList(fresh, taskKey, box + filters.query);
  const { claim, lost } = useClaim();
  const previews = useSyncExternalStore(watchRoom, () => roomForPreview.matches);
  const [chosenKey, setChosen] = useState<string>();

  const at = rows?.findIndex(({ key }) => key === chosenKey) ?? -1;
  const { row: chosen, gone = false } = rows?.[at] ?? {};
  const move = (step: number) => {
    const next = rows?.[Math.max(0, Math.min(at + step, rows.length - 1))];
    if (!next) return;
    setChosen(next.key);
    document.getElementById(`row-${next.key}`)?.focus();
  };
  const claimChosen = (row: TaskRow) => void claim(row);
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => chosen && void navigate(addressOf(chosen)),
    c: () => !gone && chosen?.claim.allowed && claimChosen(chosen),
    e: () => chosen?.id && void navigate(`${addressOf(chosen)}#decide`),
    '/': () => search.current?.focus(),
    Escape: () => setChosen(undefined),
  });

  const empty = words.inbox.empty[filters.any ? 'filtered' : box];
  return (
    <Page
      heading={words.inbox.title}
      tab={words.inbox.title}
      acts={may('task.claim') && <ClaimNextButton kind={filters.filters.kind} pool={filters.filters.pool} />}
    >
      <BoxTabs box={box} />
      {box !== 'started' && <FilterBar filters={filters} search={search} />}
      <div className="inbox">
        <section aria-label={words.inbox.list}>
          <UpdatesButton updates={updates} onLetIn={letIn} />
          <ProblemNote error={error} onRetry={refetch} />
          {!rows && !error && <Skeleton />}
          {rows?.length === 0 && <EmptyState {...empty} />}
          <ul className="rows">
            {rows?.map((steady) => (
              <TaskLine key={steady.key} steady={steady} chosen={steady.key === chosenKey} onChoose={previews ? setChosen : undefined} />
            ))}
          </ul>
          <MoreButton {...paging} />
        </section>
        {previews && rows && rows.length > 0 && (
          <TaskPreview row={chosen} gone={gone} lost={lost && lost.task === chosen?.id ? lost.problem : undefined} onClaim={claimChosen} />
        )}
      </div>
    </Page>
  );
}
