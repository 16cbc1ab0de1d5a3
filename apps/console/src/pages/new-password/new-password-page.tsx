import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Problem } from '../../api/problem';
import { useEnter } from '../../api/session';
import { tokenInAddress, useToken } from '../../api/tokens';
import { Door } from '../../parts/door';
import { Field } from '../../parts/field';
import { isChosen, NewPasswordFields, noPassword } from '../../parts/new-password';
import { ProblemNote } from '../../parts/problem-note';
import { Skeleton } from '../../parts/skeleton';
import { useWords } from '../../words/words';

/** Chooses a password, by the link that an administrator has given. */
export default function NewPasswordPage() {
  const { password: words } = useWords();
  const navigate = useNavigate();
  const enter = useEnter();
  const [token] = useState(tokenInAddress);
  const { data: use, error: unread } = useToken(token);
  const [chosen, setChosen] = useState(noPassword);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const set = async () => {
    setTried(true);
    if (!isChosen(chosen)) return;
    setBusy(true);
    setError(undefined);
    try {
      await enter('/password/reset', { token, password: chosen.password });
      await navigate('/', { replace: true });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  if (use && use.purpose !== 'password')
    return (
      <Door title={words.spentTitle} lead={words.spentHint} tab={words.title}>
        <p>
          <Link to="/">{words.toLogIn}</Link>
        </p>
      </Door>
    );
  const refused = error instanceof Problem ? error.fields : {};
  return (
    <Door title={words.title} lead={use ? words.greeting(use.name!) : ''} tab={words.title} onSubmit={use && set}>
      <ProblemNote error={unread} />
      {!use && !unread && <Skeleton rows={3} />}
      {use && (
        <>
          <Field label={words.login}>
            <Input readOnly variant="filled" autoComplete="username" value={use.login} />
          </Field>
          <NewPasswordFields value={chosen} tried={tried} error={refused.password} onChange={setChosen} />
          <ProblemNote error={error} beside={['password']} />
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {words.set}
          </Button>
        </>
      )}
    </Door>
  );
}
