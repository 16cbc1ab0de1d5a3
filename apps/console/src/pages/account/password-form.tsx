import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { post } from '../../api/client';
import { keys } from '../../api/keys';
import { Problem } from '../../api/problem';
import { Field } from '../../parts/field';
import { isChosen, NewPasswordFields, noPassword } from '../../parts/new-password';
import { ProblemNote } from '../../parts/problem-note';
import { useWords } from '../../words/words';

/** Changes one's own password. */
export function PasswordForm() {
  const { password: words, errors } = useWords();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState(noPassword);
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<'still' | 'busy' | 'changed'>('still');
  const [error, setError] = useState<unknown>();
  const change = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!current || !isChosen(chosen)) return setState('still');
    setState('busy');
    setError(undefined);
    try {
      await post('/password', { current, password: chosen.password });
      setCurrent('');
      setChosen(noPassword);
      setTried(false);
      setState('changed');
      await queries.invalidateQueries({ queryKey: keys.sessions });
    } catch (problem) {
      setError(problem);
      setState('still');
    }
  };
  const refused = error instanceof Problem ? error.fields : {};
  return (
    <form className="password-form" noValidate onSubmit={(event) => void change(event)}>
      <p className="soft">{words.changeLead}</p>
      <Field label={words.current} required error={refused.current ?? (tried && !current ? errors.required : undefined)}>
        <Input type="password" autoComplete="current-password" maxLength={200} value={current} onChange={({ target }) => setCurrent(target.value)} />
      </Field>
      <NewPasswordFields value={chosen} tried={tried} error={refused.password} onChange={setChosen} />
      <ProblemNote error={error} beside={['current', 'password']} />
      <div className="password-form-end">
        <Button htmlType="submit" loading={state === 'busy'}>
          {words.change}
        </Button>
        {state === 'changed' && <span role="status">{words.changed}</span>}
      </div>
    </form>
  );
}
