import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useWords } from '../words/words';

/** New rows wait behind it. */
export function UpdatesButton({ updates, onLetIn }: { updates: number; onLetIn: () => void }) {
  const words = useWords();
  return (
    <div className="updates" aria-live="polite">
      {updates > 0 && (
        <Button type="link" size="small" icon={<ReloadOutlined aria-hidden />} onClick={onLetIn}>
          {words.common.updates(updates)}
        </Button>
      )}
    </div>
  );
}
