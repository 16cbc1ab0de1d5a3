import { useWords } from '../../../words/words';
import type { TextField } from '../text-fields';

/** What is told of a person. */
export function usePersonTexts(): TextField<'name' | 'login'>[] {
  const { people } = useWords().administration;
  return [
    { key: 'name', label: people.name, maxLength: 60, required: true },
    { key: 'login', label: people.login, hint: people.loginHint, maxLength: 40, required: true },
  ];
}
