import { Button, Input } from 'antd';
import { type ReactElement, useState } from 'react';
import { useNavigate } from 'react-router';
import { Problem } from '../../api/problem';
import { useEnter } from '../../api/session';
import { Choices } from '../../parts/choices';
import { Door } from '../../parts/door';
import { Field } from '../../parts/field';
import { isChosen, NewPasswordFields, noPassword } from '../../parts/new-password';
import { ProblemNote } from '../../parts/problem-note';
import { useSpeech } from '../../words/words';

const kinds = ['city', 'county', 'zone'] as const;
const nothing = { organization: '', shortName: '', nameEn: '', code: '', name: '', login: '' };
type Texts = typeof nothing;
const needed: readonly (keyof Texts)[] = ['organization', 'name', 'login'];

/** The organisation at the top, and its first administrator. */
export function SetUpForm({ token }: { token: string }) {
  const { words, language } = useSpeech();
  const { setUp } = words;
  const navigate = useNavigate();
  const enter = useEnter();
  const [kind, setKind] = useState<(typeof kinds)[number]>('city');
  const [texts, setTexts] = useState(nothing);
  const [chosen, setChosen] = useState(noPassword);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const found = async () => {
    setTried(true);
    if (needed.some((key) => !texts[key].trim()) || !isChosen(chosen)) return;
    setBusy(true);
    setError(undefined);
    const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
    try {
      await enter('/set-up', { token, kind, ...filled, password: chosen.password, language });
      await navigate('/', { replace: true });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const refused = error instanceof Problem ? error.fields : {};
  const text = (key: keyof Texts, maxLength: number, autoComplete = 'off'): ReactElement => (
    <Field
      label={setUp[key]}
      required={needed.includes(key)}
      hint={setUp.hints[key]}
      error={refused[key] ?? (tried && needed.includes(key) && !texts[key].trim() ? words.errors.required : undefined)}
    >
      <Input autoComplete={autoComplete} maxLength={maxLength} value={texts[key]} onChange={({ target }) => setTexts({ ...texts, [key]: target.value })} />
    </Field>
  );
  return (
    <Door wide title={setUp.title} lead={setUp.lead} tab={setUp.title} onSubmit={found}>
      <h2>{setUp.about}</h2>
      <Choices legend={setUp.kind} inline choices={kinds.map((value) => ({ value, name: setUp.kinds[value] }))} value={kind} onChoose={setKind} />
      {text('organization', 100)}
      <div className="pair">
        {text('shortName', 40)}
        {text('code', 6)}
      </div>
      {text('nameEn', 150)}
      <h2>{setUp.administrator}</h2>
      <div className="pair">
        {text('name', 60, 'name')}
        {text('login', 40, 'username')}
      </div>
      <NewPasswordFields value={chosen} tried={tried} error={refused.password} onChange={setChosen} />
      <ProblemNote error={error} beside={[...Object.keys(nothing), 'password']} />
      <Button type="primary" size="large" htmlType="submit" loading={busy}>
        {setUp.found}
      </Button>
    </Door>
  );
}
