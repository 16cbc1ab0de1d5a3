import { CheckCircleOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Problem } from '../../../api/problem';
import { AskDialog } from '../../../parts/ask-dialog';
import { useUnsaved } from '../../../parts/unsaved';
import { useWords } from '../../../words/words';
import { useLinkList } from '../link-list';
import { useNewLinks } from './use-new-links';

/** Offers new links for all whom the list names, and hands out those that have been made. */
export function NewLinksOffer({ path, offered }: { path: string; offered: boolean }) {
  const words = useWords();
  const { links: said } = words.administration;
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
  const why = made.why instanceof Problem ? (made.why.body.detail ?? made.why.body.title) : words.errors.unexpected;
  return (
    <div className="import-summary new-links" role="status">
      <p className="import-done">
        <CheckCircleOutlined aria-hidden /> {said.made(made.links.length)}
      </p>
      {made.notMade.length > 0 && <p className="import-wrong">{said.notMade(made.notMade, why)}</p>}
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
