import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import { isProblem } from '../../api/problem';
import { useLogIn } from '../../api/session';
import type { Language } from '../../api/types';
import { Bars } from '../../parts/bars';
import { Field } from '../../parts/field';
import { ProblemNote } from '../../parts/problem-note';
import { useSpeech } from '../../words/words';
import './log-in.css';

/** Shown at any address while nobody is logged in; afterwards the address shows what it names. */
export default function LogInPage() {
  const { words, language, choose } = useSpeech();
  const logIn = useLogIn();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    document.title = `${words.logIn.submit} · ${words.product}`;
  }, [words]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || !password) return;
    setBusy(true);
    setError(undefined);
    try {
      await logIn(name.trim(), password);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const other: Language = language === 'en' ? 'zh-CN' : 'en';
  return (
    <main className="log-in">
      <Bars />
      <form onSubmit={(event) => void submit(event)} noValidate>
        <img src="/icon.svg" alt="" width={36} height={36} />
        <h1>{words.logIn.title}</h1>
        <p className="soft">{words.logIn.lead}</p>
        <Field label={words.logIn.name} required error={tried && !name.trim() ? words.logIn.nameMissing : undefined}>
          <Input autoFocus autoComplete="username" size="large" value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field label={words.logIn.password} required error={tried && !password ? words.logIn.passwordMissing : undefined}>
          <Input type="password" autoComplete="current-password" size="large" value={password} onChange={({ target }) => setPassword(target.value)} />
        </Field>
        {isProblem(error, 'bad-credentials') ? (
          <p className="field-error" role="alert">
            {error.body.title}
          </p>
        ) : (
          <ProblemNote error={error} />
        )}
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {busy ? words.logIn.submitting : words.logIn.submit}
        </Button>
      </form>
      <Button type="link" lang={other} onClick={() => choose(other)}>
        {other === 'en' ? 'English' : '中文'}
      </Button>
    </main>
  );
}
