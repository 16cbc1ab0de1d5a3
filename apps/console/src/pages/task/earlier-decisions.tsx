import type { EarlierDecision } from '../../api/task-types';
import { useDates, useWords } from '../../words/words';

/** What was decided before, and on what grounds. */
export function EarlierDecisions({ earlier }: { earlier: EarlierDecision[] }) {
  const words = useWords();
  const dates = useDates();
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{words.task.earlier}</h2>
      {earlier.length === 0 && <p className="soft">{words.task.noEarlier}</p>}
      <ol className="earlier">
        {earlier.map(({ step, name, outcomeName, by, at, content }) => (
          <li key={step}>
            <p>
              {name}
              {outcomeName && `${words.common.colon}${outcomeName}`}
            </p>
            <p className="faint number">{words.common.list([by?.name ?? '', dates.moment(at)].filter(Boolean))}</p>
            {Object.entries(content ?? {}).map(([key, text]) => (
              <blockquote key={key} className="prose">
                {text}
              </blockquote>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
