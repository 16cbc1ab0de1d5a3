import { Button, type InputRef, Select } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ClueRow, ClueState } from '../../api/clue-types';
import { queryOf } from '../../api/client';
import { keys } from '../../api/keys';
import { useList } from '../../api/lists';
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
import { ClueLine } from './clue-line';
import '../inbox/inbox.css';

/** What did I hand over, to whom, and did it arrive? */
export default function CluesPage() {
  const words = useWords();
  const navigate = useNavigate();
  const field = useRef<InputRef>(null);
  const [q, search] = useState('');
  const [state, setState] = useState<ClueState>();
  const query = queryOf({ state, q });
  const { rows: fresh, error, refetch, ...paging } = useList<ClueRow>(keys.clueList(query), `/clues${query}`);
  const { rows, updates, letIn } = useSteadyList(fresh, ({ id }) => id, query);
  const move = (step: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('.rows a')];
    links[Math.max(0, links.findIndex((link) => link === document.activeElement) + step)]?.focus();
  };
  useShortcuts({ '/': () => field.current?.focus(), j: () => move(1), k: () => move(-1) });

  const register = (
    <Button type="primary" href="/clues/new" onClick={(event) => {
      event.preventDefault();
      void navigate('/clues/new');
    }}>
      {words.clues.register}
    </Button>
  ); // oxfmt-ignore
  const states = Object.entries(words.clues.states).map(([value, label]) => ({ value: value as ClueState, label }));
  return (
    <Page heading={words.clues.title} tab={words.clues.title} acts={register}>
      <div className="filters">
        <SearchField label={words.clues.search} value={q} field={field} onSearch={search} />
        <Select
          aria-label={words.clues.state}
          placeholder={words.clues.state}
          allowClear
          size="small"
          variant="filled"
          popupMatchSelectWidth={false}
          value={state}
          options={states}
          onChange={setState}
        />
      </div>
      <section aria-label={words.clues.listLabel} className="list">
        <UpdatesButton updates={updates} onLetIn={letIn} />
        <ProblemNote error={error} onRetry={refetch} />
        {!rows && !error && <Skeleton />}
        {rows?.length === 0 &&
          (query ? (
            <EmptyState title={words.clues.emptyFiltered} />
          ) : (
            <EmptyState title={words.clues.emptyTitle} hint={words.clues.emptyHint}>
              <Link to="/clues/new">{words.clues.register}</Link>
            </EmptyState>
          ))}
        <ul className="rows">
          {rows?.map((steady) => (
            <ClueLine key={steady.key} steady={steady} />
          ))}
        </ul>
        <MoreButton {...paging} />
      </section>
    </Page>
  );
}
