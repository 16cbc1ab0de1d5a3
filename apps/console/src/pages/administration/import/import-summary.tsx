import { CheckCircleOutlined, DownloadOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ImportReport } from '../../../api/administration-types';
import { Facts } from '../../../parts/facts';
import { useUnsaved } from '../../../parts/unsaved';
import { useWords } from '../../../words/words';
import { useLinkList } from '../link-list';

interface ImportSummaryProps {
  report: ImportReport;
  busy: boolean;
  onRun: () => void;
  onAnother: () => void;
}

/** What a workbook comes to as a whole, and the one thing to do next. */
export function ImportSummary({ report: { dryRun, organizations, people, links }, busy, onRun, onAnother }: ImportSummaryProps) {
  const { imports: words } = useWords().administration;
  const { links: said } = useWords().administration;
  const save = useLinkList();
  const [downloaded, setDownloaded] = useState(false);
  useUnsaved(links.length > 0 && !downloaded);
  const facts = ([['organizations', organizations], ['people', people]] as const)
    .filter(([, { add, change, same, refused }]) => add + change + same + refused > 0)
    .map(([sheet, { add, change, same, refused }]) => ({ key: sheet, name: words.sheets[sheet], value: words.sums(add, change, same, refused) })); // oxfmt-ignore
  const refused = organizations.refused + people.refused;
  const count = organizations.add + organizations.change + people.add + people.change;
  const download = () => {
    save(links);
    setDownloaded(true);
  };
  const another = <Button onClick={onAnother}>{dryRun ? words.chooseAnother : words.another}</Button>;
  if (!dryRun)
    return (
      <div className="import-summary" role="status">
        <p className="import-done">
          <CheckCircleOutlined aria-hidden /> {words.done}
        </p>
        <Facts facts={facts} />
        {links.length > 0 && <p className="prose">{words.links(links.length)}</p>}
        <div className="import-acts">
          {links.length > 0 && (
            <Button type="primary" icon={<DownloadOutlined aria-hidden />} onClick={download}>
              {said.download}
            </Button>
          )}
          {another}
        </div>
      </div>
    );
  return (
    <div className="import-summary">
      <Facts facts={facts} />
      {refused > 0 ? (
        <p className="import-wrong" role="alert">
          <ExclamationCircleOutlined aria-hidden /> {words.wrong(refused)}
        </p>
      ) : (
        <p className="soft">{count === 0 ? words.nothing : words.ready}</p>
      )}
      <div className="import-acts">
        {refused === 0 && count > 0 && (
          <Button type="primary" loading={busy} onClick={onRun}>
            {words.import(count)}
          </Button>
        )}
        {another}
      </div>
    </div>
  );
}
