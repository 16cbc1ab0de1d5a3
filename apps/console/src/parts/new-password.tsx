import { Input } from 'antd';
import { useWords } from '../words/words';
import { Field } from './field';

const shortest = 12;

/** A password as it is being chosen, typed twice. */
export interface NewPassword {
  password: string;
  again: string;
}

export const noPassword: NewPassword = { password: '', again: '' };

/** Whether it could be sent: whether it is good enough is the server's to say. */
export const isChosen = ({ password, again }: NewPassword): boolean => password.length >= shortest && password === again;

interface NewPasswordProps {
  value: NewPassword;
  /** Once it was tried, what is missing is told. */
  tried: boolean;
  error?: string;
  onChange: (value: NewPassword) => void;
}

/** Two fields for a new password, with what it has to be. */
export function NewPasswordFields({ value, tried, error, onChange }: NewPasswordProps) {
  const { password: words } = useWords();
  const short = tried && value.password.length < shortest ? words.tooShort(shortest) : undefined;
  const differs = tried && value.password !== value.again ? words.differs : undefined;
  const secret = { type: 'password', autoComplete: 'new-password', maxLength: 200 } as const;
  return (
    <>
      <Field label={words.choose} required error={error ?? short} hint={words.hint(shortest)}>
        <Input {...secret} value={value.password} onChange={({ target }) => onChange({ ...value, password: target.value })} />
      </Field>
      <Field label={words.again} required error={differs}>
        <Input {...secret} value={value.again} onChange={({ target }) => onChange({ ...value, again: target.value })} />
      </Field>
    </>
  );
}
