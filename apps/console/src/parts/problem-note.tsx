import { ExclamationCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Problem } from '../api/problem';
import { useWords } from '../words/words';

interface ProblemNoteProps {
  error: unknown;
  lead?: string;
  /** Fields that say themselves what is wrong with them. */
  beside?: string[];
  /** Asks for it once more; where there is one, a button offers it. */
  onRetry?: () => Promise<unknown>;
}

/** What went wrong, where it went wrong, in words; with the trace id to copy. */
export function ProblemNote({ error, lead, beside = [], onRetry }: ProblemNoteProps) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const [trying, setTrying] = useState(false);
  if (!error) return null;
  const body = error instanceof Problem ? error.body : undefined;
  const untold = body?.errors?.filter(({ field }) => !beside.includes(field));
  if (untold?.length === 0) return null;
  const text =
    body?.code === 'server-away'
      ? words.errors.serverAway
      : (body?.detail ?? untold?.map(({ message }) => message).join(' ') ?? body?.title ?? words.errors.unexpected);
  const copy = (traceId: string) => void navigator.clipboard?.writeText(traceId).then(() => setCopied(true));
  const retry = () => {
    setTrying(true);
    void onRetry?.().finally(() => setTrying(false));
  };
  return (
    <div className="problem-note" role="alert">
      <ExclamationCircleOutlined aria-hidden />
      <div>
        <p>
          {lead && `${lead}${words.common.colon}`}
          {text}
        </p>
        {body?.traceId && (
          <p className="trace">
            <span className="number">{words.errors.trace(body.traceId.slice(0, 8))}</span>
            <Button type="link" size="small" onClick={() => copy(body.traceId!)}>
              {copied ? words.common.copied : words.common.copyTrace}
            </Button>
          </p>
        )}
        {onRetry && (
          <Button size="small" loading={trying} onClick={retry}>
            {words.common.tryAgain}
          </Button>
        )}
      </div>
    </div>
  );
}
