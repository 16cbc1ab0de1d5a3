import { CheckCircleOutlined, ExclamationCircleOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { useWords } from '../../words/words';
import { type CheckKey, checksOf, type ClueForm } from './clue-form-state';

const icons = {
  ok: <CheckCircleOutlined aria-hidden />,
  missing: <ExclamationCircleOutlined aria-hidden />,
  wrong: <ExclamationCircleOutlined aria-hidden />,
  advised: <MinusCircleOutlined aria-hidden />,
};

/** What is still wanting, while one types. */
export function ClueCheck({ form }: { form: ClueForm }) {
  const { clues } = useWords();
  const checks = Object.entries(checksOf(form)) as [CheckKey, keyof typeof icons][];
  return (
    <aside className="check" aria-label={clues.check}>
      <h2>{clues.check}</h2>
      <ul>
        {checks.map(([key, state]) => (
          <li key={key} className={state}>
            {icons[state]}
            <span>
              {clues.checks[key]}
              <span className="check-state">{clues.checkStates[state]}</span>
            </span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
