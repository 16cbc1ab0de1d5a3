import { useState } from 'react';
import { Link } from 'react-router';
import { tokenInAddress, useToken } from '../../api/tokens';
import { Door } from '../../parts/door';
import { ProblemNote } from '../../parts/problem-note';
import { Skeleton } from '../../parts/skeleton';
import { useWords } from '../../words/words';
import { SetUpForm } from './set-up-form';

/** Who is the first, and for what organisation? Shown by the link that an empty installation prints. */
export default function SetUpPage() {
  const { setUp: words, password } = useWords();
  const [token] = useState(tokenInAddress);
  const { data: use, error } = useToken(token);
  if (use?.purpose === 'set-up') return <SetUpForm token={token} />;
  return (
    <Door title={use ? password.spentTitle : words.title} lead={use ? words.spentHint : words.lead} tab={words.title}>
      <ProblemNote error={error} />
      {!use && !error && <Skeleton rows={4} />}
      {use && (
        <p>
          <Link to="/">{password.toLogIn}</Link>
        </p>
      )}
    </Door>
  );
}
