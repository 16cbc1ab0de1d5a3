import { Input } from 'antd';
import { useState } from 'react';
import { Field } from '../../parts/field';
import { useWords } from '../../words/words';

/** One text of a form. */
export interface TextField<Key extends string> {
  key: Key;
  label: string;
  hint?: string;
  maxLength: number;
  required?: boolean;
}

/** The texts of a form, with what is missing of them once it was tried. */
export function useTexts<Key extends string>(fields: TextField<Key>[], initial: Partial<Record<Key, string>> = {}) {
  const words = useWords();
  const [texts, setTexts] = useState<Partial<Record<Key, string>>>(initial);
  const [tried, setTried] = useState(false);
  const textOf = (key: Key) => (texts[key] ?? '').trim();
  return {
    textOf,
    tried,
    /** Whether all that has to be filled in is; says so beside the fields where not. */
    isReady: () => {
      setTried(true);
      return fields.every(({ key, required }) => !required || textOf(key));
    },
    /** What was filled in; what is empty is left out. */
    filled: () => Object.fromEntries(fields.map(({ key }) => [key, textOf(key)]).filter(([, text]) => text)) as Partial<Record<Key, string>>,
    /** What differs from the beginning; an emptied text is an empty one. */
    changed: () => Object.fromEntries(fields.map(({ key }) => [key, textOf(key)] as const).filter(([key, text]) => text !== (initial[key] ?? ''))),
    show: (refused: Record<string, string>) =>
      fields.map(({ key, label, hint, maxLength, required }, place) => (
        <Field
          key={key}
          label={label}
          hint={hint}
          required={required ?? false}
          error={refused[key] ?? (tried && required && !textOf(key) ? words.errors.required : undefined)}
        >
          <Input
            autoFocus={place === 0}
            autoComplete="off"
            maxLength={maxLength}
            value={texts[key] ?? ''}
            onChange={({ target }) => setTexts({ ...texts, [key]: target.value })}
          />
        </Field>
      )),
  };
}
