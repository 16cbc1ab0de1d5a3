import { Button, Input } from 'antd';
import { useState } from 'react';
import { isProblem } from '../../api/problem';
import { useEnter } from '../../api/session';
import { Door } from '../../parts/door';
import { Field } from '../../parts/field';
import { ProblemNote } from '../../parts/problem-note';
import { useWords } from '../../words/words';

/** Shown at any address while nobody is logged in; afterwards the address shows what it names. */
export default function LogInPage() {
  const { logIn: words } = useWords();
  const enter = useEnter();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const logIn = async () => {
    setTried(true);
    if (!name.trim() || !password) return;
    setBusy(true);
    setError(undefined);
    try {
      await enter('/session', { name: name.trim(), password });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Door title={words.title} lead={words.lead} tab={words.submit} onSubmit={logIn}>
      <Field label={words.name} required error={tried && !name.trim() ? words.nameMissing : undefined}>
        <Input autoFocus autoComplete="username" size="large" value={name} onChange={({ target }) => setName(target.value)} />
      </Field>
      <Field label={words.password} required error={tried && !password ? words.passwordMissing : undefined}>
        <Input type="password" autoComplete="current-password" size="large" value={password} onChange={({ target }) => setPassword(target.value)} />
      </Field>
      {isProblem(error, 'bad-credentials') || isProblem(error, 'too-many-attempts') ? (
        <p className="field-error" role="alert">
          {error.body.detail ?? error.body.title}
        </p>
      ) : (
        <ProblemNote error={error} />
      )}
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {busy ? words.submitting : words.submit}
      </Button>
    </Door>
  );
}
