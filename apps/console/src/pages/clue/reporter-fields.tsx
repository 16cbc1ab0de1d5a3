import { Input } from 'antd';
import type { Protection } from '../../api/clue-types';
import { Choices } from '../../parts/choices';
import { Field } from '../../parts/field';
import { useWords } from '../../words/words';
import type { ClueForm, ReporterChoice } from './clue-form-state';

/** Who reported it, if anybody, and how far that is protected. */
export function ReporterFields({
  form,
  refused,
  onChange,
}: {
  form: ClueForm;
  refused: Record<string, string>;
  onChange: (change: Partial<ClueForm>) => void;
}) {
  const { clues } = useWords();
  const choices: { value: ReporterChoice; name: string }[] = [
    { value: 'none', name: clues.noReporter },
    { value: 'anonymous', name: clues.fields.anonymous },
    { value: 'known', name: clues.knownReporter },
  ];
  const protections = Object.entries(clues.protections).map(([value, name]) => ({ value: value as Protection, name }));
  return (
    <>
      <Choices legend={clues.fields.reporter} inline choices={choices} value={form.reporter} onChoose={(reporter) => onChange({ reporter })} />
      {form.reporter === 'known' && (
        <div className="side-by-side">
          <Field label={clues.fields.reporterName} error={refused['reporter.name']}>
            <Input maxLength={100} value={form.reporterName} onChange={({ target }) => onChange({ reporterName: target.value })} />
          </Field>
          <Field label={clues.fields.reporterContact} required={false} error={refused['reporter.contact']}>
            <Input maxLength={200} value={form.reporterContact} onChange={({ target }) => onChange({ reporterContact: target.value })} />
          </Field>
        </div>
      )}
      {form.reporter !== 'none' && (
        <Choices legend={clues.fields.protection} inline choices={protections} value={form.protection} onChoose={(protection) => onChange({ protection })} />
      )}
    </>
  );
}
