import { Segmented } from 'antd';
import { useState } from 'react';
import { queryOf } from '../api/client';
import { keys } from '../api/keys';
import { useList } from '../api/lists';
import type { EntryKind, TimelineEntry } from '../api/process-types';
import { useDates, useWords } from '../words/words';
import { MoreButton } from './more-button';
import { ProblemNote } from './problem-note';
import { Skeleton } from './skeleton';

const kinds: EntryKind[] = ['decisions', 'hands', 'deadlines', 'course'];

/** What happened, newest first; all of it, or one kind of entries. */
export function Timeline({ processId }: { processId: string }) {
  const words = useWords();
  const [kind, setKind] = useState<EntryKind | ''>('');
  const { rows, error, refetch, ...paging } = useList<TimelineEntry>(keys.timeline(processId, kind), `/processes/${processId}/timeline${queryOf({ kind })}`);
  if (rows?.length === 0 && !kind) return null;
  return (
    <section aria-labelledby="timeline">
      <div className="section-header">
        <h2 id="timeline">{words.process.timeline}</h2>
        <Segmented<EntryKind | ''>
          size="small"
          aria-label={words.common.filter}
          value={kind}
          onChange={setKind}
          options={[{ value: '', label: words.process.timelineAll }, ...kinds.map((value) => ({ value, label: words.process.timelineKinds[value] }))]}
        />
      </div>
      <ProblemNote error={error} onRetry={refetch} />
      {!rows && !error && <Skeleton rows={4} />}
      {rows?.length === 0 && <p className="soft">{words.process.timelineEmpty}</p>}
      <ol className="timeline">
        {rows?.map((entry) => (
          <Entry key={entry.n} entry={entry} />
        ))}
      </ol>
      <MoreButton {...paging} />
    </section>
  );
}

function Entry({ entry: { n, at, words: said, by, content, hash } }: { entry: TimelineEntry }) {
  const words = useWords();
  const dates = useDates();
  return (
    <li className={by ? 'by-person' : ''}>
      <p className="timeline-line">
        <span className="timeline-words">
          {by && <span className="timeline-by">{by.name} </span>}
          <span>{said}</span>
        </span>
        <time className="faint number" dateTime={at} title={words.process.seal(n, hash.slice(0, 12))}>
          {dates.moment(at)}
        </time>
      </p>
      {Object.entries(content ?? {}).map(([key, text]) => (
        <blockquote key={key} className="prose">
          {text}
        </blockquote>
      ))}
    </li>
  );
}
