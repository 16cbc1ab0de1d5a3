import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined, HourglassOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import type { Deadline, Remaining } from '../api/types';
import { useDates, useWords } from '../words/words';

const icons = { running: <ClockCircleOutlined aria-hidden />, soon: <HourglassOutlined aria-hidden />, overdue: <ExclamationCircleOutlined aria-hidden /> };

/** 还剩 3 个工作日: in words first, then in colour. */
export function RemainingChip({ remaining, provisional }: { remaining?: Remaining; provisional?: boolean }) {
  const words = useWords();
  if (!remaining) return null;
  return (
    <span className={`chip ${remaining.state}`}>
      {icons[remaining.state]}
      {remaining.words}
      {provisional && <span className="chip-note">{words.process.provisional}</span>}
    </span>
  );
}

/** A deadline that explains itself when it is opened: its basis, what started it, each day that was skipped. */
export function DeadlineChip({ deadline, children }: { deadline: Deadline; children?: ReactNode }) {
  const words = useWords();
  const dates = useDates();
  const chip = deadline.withdrawn ? (
    <span className="chip plain">{words.process.withdrawn}</span>
  ) : deadline.metAt ? (
    <span className="chip done">
      <CheckCircleOutlined aria-hidden />
      {words.process.met(dates.day(deadline.metAt))}
    </span>
  ) : (
    <RemainingChip remaining={deadline.remaining} provisional={deadline.provisional} />
  );
  return (
    <Popover trigger="click" placement="bottomLeft" content={<DeadlineExplanation deadline={deadline} />}>
      <button type="button" className="chip-button" aria-haspopup="dialog">
        {children || chip}
        <span className="visually-hidden"> {words.process.why}</span>
      </button>
    </Popover>
  );
}

function DeadlineExplanation({ deadline }: { deadline: Deadline }) {
  const words = useWords();
  const dates = useDates();
  return (
    <section className="explanation" aria-label={words.process.explanation}>
      <h3>{deadline.name}</h3>
      <p className="number">
        {words.process.dueOn(dates.dueDay(deadline.dueAt))}
        {deadline.provisional && words.common.inBrackets(words.process.provisional)}
      </p>
      {deadline.explanation.length > 0 ? (
        <ul>
          {deadline.explanation.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p className="soft">{words.process.noExplanation}</p>
      )}
    </section>
  );
}
