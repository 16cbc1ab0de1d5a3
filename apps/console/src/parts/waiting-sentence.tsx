import { WarningOutlined } from '@ant-design/icons';

/** Why a process is where it is: for whom it waits, for what, since when, and what happens by itself. The one component for it, on every page. */
export function WaitingSentence({ sentence, trouble, headline }: { sentence: string; trouble?: string; headline?: boolean }) {
  return (
    <p className={`waiting ${headline ? 'headline' : ''} ${trouble ? 'troubled' : ''}`}>
      {trouble && <WarningOutlined aria-hidden />}
      {sentence}
    </p>
  );
}
