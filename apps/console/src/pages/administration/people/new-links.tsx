import { CheckCircleOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { AskDialog } from '../../../parts/ask-dialog';
import { ProblemNote } from '../../../parts/problem-note';
import { useUnsaved } from '../../../parts/unsaved';
import { useWords } from '../../../words/words';
import { useLinkList } from '../link-list';
import { useNewLinks } from './use-new-links';

/** Offers new links for all whom the list names, and hands out those that have been made. */
export function NewLinksOffer({ path, offered }: { path: string; offered: boolean }) {
  const { links: said } = useWords().administration;
  const { made, progress, make, forget } = useNewLinks(path);
  const save = useLinkList();
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState(false);
  useUnsaved(made !== undefined && made.links.length > 0 && !saved);
  if (!made)
    return (
      <>
        {offered && (
          <p className="new-links">
            <Button onClick={() => setAsking(true)}>{said.renew}</Button>
          </p>
        )}
        {asking && (
          <AskDialog title={said.title} consequence={said.consequence} act={said.renew} onAct={make} onClose={() => setAsking(false)}>
            {progress > 0 && <p role="status">{said.progress(progress)}</p>}
          </AskDialog>
        )}
      </>
    );
  return (
    <div className="import-summary new-links" role="status">
      <p className="import-done">
        <CheckCircleOutlined aria-hidden /> {said.made(made.links.length)}
      </p>
      <ProblemNote error={made.why} lead={said.notMade(made.notMade)} />
      <div className="import-acts">
        {made.links.length > 0 && (
          <Button
            icon={<DownloadOutlined aria-hidden />}
            onClick={() => {
              save(made.links);
              setSaved(true);
            }}
          >
            {said.download}
          </Button>
        )}
        <Button
          onClick={() => {
            forget();
            setAsking(false);
            setSaved(false);
          }}
        >
          {said.done}
        </Button>
      </div>
    </div>
  );
}
