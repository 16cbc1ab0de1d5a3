import { type ReactNode, useId } from 'react';

export interface Choice<Value extends string> {
  value: Value;
  name: string;
  hint?: ReactNode;
  disabled?: boolean;
}

interface ChoicesProps<Value extends string> {
  legend: string;
  hideLegend?: boolean;
  choices: Choice<Value>[];
  value?: Value;
  error?: string;
  inline?: boolean;
  onChoose: (value: Value) => void;
}

/** One of a few, all of them in sight, each with a line on what it means or why it is not open. */
export function Choices<Value extends string>({ legend, hideLegend, choices, value, error, inline, onChoose }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className={`choices ${inline ? 'inline' : ''}`} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className={hideLegend ? 'visually-hidden' : ''}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={`choice ${choice.value === value ? 'chosen' : ''} ${choice.disabled ? 'closed' : ''}`}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.disabled}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            <span className="choice-name">{choice.name}</span>
            {choice.hint && <span className="choice-hint">{choice.hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${name}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
