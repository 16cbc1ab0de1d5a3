import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { Subject, SubjectKind } from '../../api/clue-types';
import { useWords } from '../../words/words';

/** Whom the clue is about, a line each. */
export function Subjects({ subjects, refused, onChange }: { subjects: Subject[]; refused: Record<string, string>; onChange: (subjects: Subject[]) => void }) {
  const { clues, common } = useWords();
  const { fields } = clues;
  const kinds = Object.entries(clues.subjectKinds).map(([value, label]) => ({ value: value as SubjectKind, label }));
  const change = (at: number, fieldsOfSubject: Partial<Subject>) =>
    onChange(subjects.map((subject, index) => (index === at ? { ...subject, ...fieldsOfSubject } : subject)));
  const named = (name: string, at: number) => `${name} ${at + 1}`;
  return (
    <fieldset className="subjects">
      <legend>
        {fields.subjects} <span className="faint">{common.optional}</span>
      </legend>
      {subjects.map(({ kind, name, position }, at) => (
        <div key={at} className="subject">
          <Select aria-label={named(fields.subjectKind, at)} options={kinds} value={kind} onChange={(chosen) => change(at, { kind: chosen })} />
          <Input
            aria-label={named(fields.subjectName, at)}
            placeholder={fields.subjectName}
            maxLength={100}
            value={name}
            onChange={({ target }) => change(at, { name: target.value })}
          />
          <Input
            aria-label={named(fields.subjectPosition, at)}
            placeholder={fields.subjectPosition}
            maxLength={200}
            value={position ?? ''}
            onChange={({ target }) => change(at, { position: target.value })}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={clues.removeSubject(at + 1)}
            onClick={() => onChange(subjects.filter((_, index) => index !== at))}
          />
          {refused[`subjects.${at}.name`] && <p className="field-error">{refused[`subjects.${at}.name`]}</p>}
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...subjects, { kind: 'person', name: '', position: '' }])}
      >
        {clues.addSubject}
      </Button>
    </fieldset>
  );
}
