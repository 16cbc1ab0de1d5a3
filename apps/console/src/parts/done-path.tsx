import { CheckOutlined } from '@ant-design/icons';
import type { Stage } from '../api/process-types';
import { useDates, useWords } from '../words/words';

/** The stages of a process: what is done, where it is, what lies ahead. */
export function DonePath({ path }: { path: Stage[] }) {
  const words = useWords();
  const dates = useDates();
  if (path.length === 0) return null;
  return (
    <ol className="path" aria-label={words.process.path}>
      {path.map(({ key, name, state, at, note }) => (
        <li key={key} className={state} aria-current={state === 'current' ? 'step' : undefined}>
          <span className="path-mark" aria-hidden>
            {state === 'done' && <CheckOutlined />}
          </span>
          <span className="path-name">
            {name}
            <span className="visually-hidden"> {words.process.stage[state]}</span>
          </span>
          <span className="path-at number">{note ?? (at && dates.day(at))}</span>
        </li>
      ))}
    </ol>
  );
}
