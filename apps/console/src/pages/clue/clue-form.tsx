import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem';
import type { Secrecy, Source } from '../../api/clue-types';
import { Choices } from '../../parts/choices';
import { Field } from '../../parts/field';
import { ProblemNote } from '../../parts/problem-note';
import { UnitField } from '../../parts/unit-field';
import { useWords } from '../../words/words';
import { amountIsRight, checksOf, type ClueForm, fieldsOf, longestContent, longestTitle } from './clue-form-state';
import { Documents } from './documents';
import { ReporterFields } from './reporter-fields';
import { Subjects } from './subjects';

interface ClueFormProps {
  start: ClueForm;
  submit: string;
  error: unknown;
  onChange: (form: ClueForm) => void;
  onSubmit: (form: ClueForm) => Promise<void>;
  onCancel: () => void;
}

const firstWrong = () => document.querySelector<HTMLElement>('.clue-form [aria-invalid="true"]')?.focus();

/** Registers or corrects a clue. What is wrong stands beside its field; what one typed stays whatever happens. */
export function ClueFormView({ start, submit, error, onChange, onSubmit, onCancel }: ClueFormProps) {
  const words = useWords();
  const { fields } = words.clues;
  const [form, setForm] = useState(start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const change = (fieldsOfForm: Partial<ClueForm>) => {
    const next = { ...form, ...fieldsOfForm };
    setForm(next);
    onChange(next);
  };

  const refused = error instanceof Problem ? error.fields : {};
  const checks = checksOf(form);
  const missing = (key: 'title' | 'content' | 'unit') => (tried && checks[key] === 'missing' ? words.errors.required : undefined);
  const options = <Value extends string>(names: Record<Value, string>) =>
    Object.entries<string>(names).map(([value, label]) => ({ value: value as Value, label }));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(checks).some((state) => state === 'missing' || state === 'wrong')) return void setTimeout(firstWrong);
    setBusy(true);
    await onSubmit(form);
    setBusy(false);
  };
  return (
    <form className="clue-form" onSubmit={(event) => void save(event)} noValidate>
      <section aria-labelledby="what">
        <h2 id="what">{words.clues.sections.what}</h2>
        <Field label={fields.title} required hint={words.clues.titleHint} error={refused.title ?? missing('title')}>
          <Input maxLength={longestTitle} value={form.title} onChange={({ target }) => change({ title: target.value })} />
        </Field>
        <Field label={fields.content} required hint={words.clues.contentHint} error={refused.content ?? missing('content')}>
          <Input.TextArea
            autoSize={{ minRows: 6, maxRows: 24 }}
            maxLength={longestContent}
            value={form.content}
            onChange={({ target }) => change({ content: target.value })}
          />
        </Field>
        <Field
          label={fields.amount}
          required={false}
          hint={words.clues.amountHint}
          error={refused.amount ?? (amountIsRight(form.amount) ? undefined : words.clues.wrongAmount)}
        >
          <Input className="short" inputMode="decimal" value={form.amount} onChange={({ target }) => change({ amount: target.value })} />
        </Field>
      </section>
      <section aria-labelledby="who">
        <h2 id="who">{words.clues.sections.who}</h2>
        <UnitField
          label={fields.unit}
          placeholder={words.clues.unitHint}
          value={form.unit}
          error={refused.unitId ?? missing('unit')}
          onChoose={(unit) => change({ unit })}
        />
        <Subjects subjects={form.subjects} refused={refused} onChange={(subjects) => change({ subjects })} />
      </section>
      <section aria-labelledby="from">
        <h2 id="from">{words.clues.sections.from}</h2>
        <div className="side-by-side">
          <Field label={fields.source} required error={refused.source}>
            <Select options={options<Source>(words.clues.sources)} value={form.source} onChange={(source) => change({ source })} />
          </Field>
          <Choices
            legend={fields.secrecy}
            inline
            choices={options<Secrecy>(words.clues.secrecies).map(({ value, label }) => ({ value, name: label }))}
            value={form.secrecy}
            onChoose={(secrecy) => change({ secrecy })}
          />
        </div>
        <ReporterFields form={form} refused={refused} onChange={change} />
      </section>
      <section aria-labelledby="materials">
        <h2 id="materials">{words.clues.sections.materials}</h2>
        <Documents documents={form.documents} onChange={(documents) => change({ documents })} />
      </section>
      <ProblemNote error={error} beside={fieldsOf(form)} />
      <div className="action-bar">
        <Button type="primary" htmlType="submit" loading={busy}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{words.common.cancel}</Button>
      </div>
    </form>
  );
}
