import { ThunderboltOutlined } from '@ant-design/icons';
import { useWords } from '../words/words';

/** Shown only where something is urgent. */
export function UrgencyMark({ urgency }: { urgency?: string }) {
  const words = useWords();
  if (urgency !== 'urgent') return null;
  return (
    <span className="urgent">
      <ThunderboltOutlined aria-hidden />
      {words.common.urgent}
    </span>
  );
}
