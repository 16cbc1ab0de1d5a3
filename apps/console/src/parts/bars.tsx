import { DisconnectOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { useConnection } from '../api/connection';
import { useDates, useWords } from '../words/words';

/** Says above every page that the server or the engine is away, since when, and what becomes of one's work. */
export function Bars() {
  const words = useWords();
  const dates = useDates();
  const { serverAwaySince, engineAway } = useConnection();
  return (
    <div role="status">
      {serverAwaySince !== undefined && (
        <p className="bar away">
          <DisconnectOutlined aria-hidden />
          {words.bars.serverAway(dates.time(serverAwaySince))}
        </p>
      )}
      {serverAwaySince === undefined && engineAway && (
        <p className="bar">
          <PauseCircleOutlined aria-hidden />
          {words.bars.engineAway}
        </p>
      )}
    </div>
  );
}
