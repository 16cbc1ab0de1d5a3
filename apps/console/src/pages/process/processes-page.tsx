import { Button, Checkbox, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { queryOf } from '../../api/client';
import { keys } from '../../api/keys';
import { useList } from '../../api/lists';
import type { ProcessRow } from '../../api/process-types';
import { EmptyState } from '../../parts/empty-state';
import { MoreButton } from '../../parts/more-button';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { SearchField } from '../../parts/search-field';
import { useShortcuts } from '../../parts/shortcuts';
import { Skeleton } from '../../parts/skeleton';
import { useSteadyList } from '../../parts/steady-list';
import { UpdatesButton } from '../../parts/updates-button';
import { useWords } from '../../words/words';
import { ProcessLine } from './process-line';
import '../inbox/inbox.css';

/** All processes that one may see, or exactly those behind a number of the board: its query stands in the address. */
export default function ProcessesPage() {
  const words = useWords();
  const field = useRef<InputRef>(null);
  const [params, setParams] = useSearchParams();
  const [q, search] = useState('');
  const query = queryOf({ ...Object.fromEntries(params), ...(q ? { q } : {}) });
  const { rows: fresh, error, refetch, ...paging } = useList<ProcessRow>(keys.processList(query), `/processes${query}`);
  const { rows, updates, letIn } = useSteadyList(fresh, ({ id }) => id, query);
  const toggle = (name: string, on: boolean) => {
    const next = new URLSearchParams(params);
    if (on) next.set(name, 'true');
    else next.delete(name);
    setParams(next, { replace: true });
  };
  const move = (step: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('.rows a')];
    links[Math.max(0, links.findIndex((link) => link === document.activeElement) + step)]?.focus();
  };
  useShortcuts({ '/': () => field.current?.focus(), j: () => move(1), k: () => move(-1) });

  const fromBoard = [...params.keys()].some((name) => name !== 'open' && name !== 'overdue');
  return (
    <Page heading={words.process.list} tab={words.process.list} lead={<p className="soft">{fromBoard ? words.process.exactRows : words.process.listHint}</p>}>
      <div className="filters">
        <SearchField label={words.process.numberSearch} value={q} field={field} onSearch={search} />
        <Checkbox checked={params.get('open') === 'true'} onChange={({ target }) => toggle('open', target.checked)}>
          {words.process.openOnly}
        </Checkbox>
        <Checkbox checked={params.get('overdue') === 'true'} onChange={({ target }) => toggle('overdue', target.checked)}>
          {words.process.overdueOnly}
        </Checkbox>
        {params.size > 0 && (
          <Button type="link" size="small" onClick={() => setParams({}, { replace: true })}>
            {words.process.allShown}
          </Button>
        )}
      </div>
      <section aria-label={words.process.list} className="list">
        <UpdatesButton updates={updates} onLetIn={letIn} />
        <ProblemNote error={error} onRetry={refetch} />
        {!rows && !error && <Skeleton />}
        {rows?.length === 0 && <EmptyState title={words.process.emptyTitle} hint={words.process.emptyHint} />}
        <ul className="rows">
          {rows?.map((steady) => (
            <ProcessLine key={steady.key} steady={steady} />
          ))}
        </ul>
        <MoreButton {...paging} />
      </section>
    </Page>
  );
}
