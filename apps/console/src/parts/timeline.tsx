import { Segmented } from 'antd';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useList } from '../api/lists';
import type { TimelineEntry } from '../api/process-types';
import { useDates, useWords } from '../words/words';
import { MoreButton } from './more-button';
import { ProblemNote } from './problem-note';
import { Skeleton } from './skeleton';

type Show = 'all' | 'people' | 'system';

/** What happened, newest first; by people, or by itself. */
export function Timeline({ processId }: { processId: string }) {
  const words = useWords();
  const [show, setShow] = useState<Show>('all');
  const { rows, error, ...paging } = useList<TimelineEntry>(keys.timeline(processId), `/processes/${processId}/timeline`);
  const shown = rows?.filter(({ by }) => show === 'all' || (show === 'people') === (by !== undefined));
  if (rows?.length === 0) return null;
  return (
    <section aria-labelledby="timeline">
      <div className="section-header">
        <h2 id="timeline">{words.process.timeline}</h2>
        <Segmented<Show>
          size="small"
          aria-label={words.common.filter}
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: words.process.timelineAll },
            { value: 'people', label: words.process.timelinePeople },
            { value: 'system', label: words.process.timelineSystem },
          ]}
        />
      </div>
      <ProblemNote error={error} />
      {!shown && !error && <Skeleton rows={4} />}
      {shown?.length === 0 && <p className="soft">{words.process.timelineEmpty}</p>}
      <ol className="timeline">
        {shown?.map((entry) => (
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
        <span>
          {by && <span className="timeline-by">{by.name} </span>}
          {said}
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
