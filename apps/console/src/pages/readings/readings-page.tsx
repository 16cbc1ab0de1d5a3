import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { queryOf } from '../../api/client';
import { keys } from '../../api/keys';
import { useList } from '../../api/lists';
import type { Reading } from '../../api/types';
import { EmptyState } from '../../parts/empty-state';
import { MoreButton } from '../../parts/more-button';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { SearchField } from '../../parts/search-field';
import { Skeleton } from '../../parts/skeleton';
import { useDates, useWords } from '../../words/words';
import '../inbox/inbox.css';

const kinds: Reading['what'][] = ['clue', 'document', 'title', 'task', 'timeline'];

/** Who read what of my team's matters? */
export default function ReadingsPage() {
  const { readings: words, common } = useWords();
  const dates = useDates();
  const [q, search] = useState('');
  const [what, setWhat] = useState<Reading['what'] | ''>('');
  const query = queryOf({ what, q });
  const { rows, error, refetch, ...paging } = useList<Reading>(keys.readings(query), `/readings${query}`);
  return (
    <Page heading={words.title} tab={words.title} lead={<p className="soft prose">{words.lead}</p>}>
      <div className="filters">
        <SearchField label={words.search} value={q} onSearch={search} />
        <Segmented<Reading['what'] | ''>
          size="small"
          aria-label={common.filter}
          value={what}
          onChange={setWhat}
          options={[{ value: '', label: words.all }, ...kinds.map((value) => ({ value, label: words.kinds[value] }))]}
        />
      </div>
      <section aria-label={words.title} className="list">
        <ProblemNote error={error} onRetry={refetch} />
        {!rows && !error && <Skeleton />}
        {rows?.length === 0 && (query ? <EmptyState title={words.emptyFiltered} /> : <EmptyState title={words.emptyTitle} hint={words.emptyHint} />)}
        <ul className="rows">
          {rows?.map(({ id, at, person, words: said, process }) => (
            <li key={id} className="row">
              <Link to={`/processes/${process.id}`}>
                <span className="row-first">
                  <span className="row-name">{person.name}</span>
                  <span className="row-unit">{said}</span>
                </span>
                <span className="row-second">
                  <span className="number">{process.number}</span>
                </span>
                <span className="row-when number">{dates.moment(at)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <MoreButton {...paging} />
      </section>
    </Page>
  );
}
