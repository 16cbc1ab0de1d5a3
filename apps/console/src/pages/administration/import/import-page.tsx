import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { EmptyState } from '../../../parts/empty-state';
import { ProblemNote } from '../../../parts/problem-note';
import { Skeleton } from '../../../parts/skeleton';
import { useWords } from '../../../words/words';
import { AdministrationPage } from '../administration-page';
import { ImportRows } from './import-rows';
import { ImportSummary } from './import-summary';
import { useImport } from './use-import';

/** What would come of this workbook, and shall it? */
export default function ImportPage() {
  const { imports: words } = useWords().administration;
  const input = useRef<HTMLInputElement>(null);
  const { file, work, report, error, check, run } = useImport();
  const choose = () => input.current?.click();
  return (
    <AdministrationPage
      tab="import"
      acts={
        <Button icon={<DownloadOutlined aria-hidden />} href="/api/people/import/template" download>
          {words.template}
        </Button>
      }
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx"
        aria-label={words.choose}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) void check(chosen);
          target.value = '';
        }}
      />
      {!file && (
        <EmptyState title={words.lead} hint={words.hint}>
          <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={choose}>
            {words.choose}
          </Button>
        </EmptyState>
      )}
      {file && (
        <section aria-labelledby="import" className="import" aria-busy={work !== undefined}>
          <h2 id="import">{words.of(file.name)}</h2>
          {work && (
            <p role="status" className="import-progress">
              <progress aria-label={file.name} value={work.what === 'sending' && work.share < 1 ? work.share : undefined} max={1} />
              {work.what === 'importing' ? words.importing : work.share < 1 ? words.sending(Math.round(work.share * 100)) : words.reading}
            </p>
          )}
          <ProblemNote error={error} />
          {report && <ImportSummary report={report} busy={work !== undefined} onRun={() => void run()} onAnother={choose} />}
          {!report && error !== undefined && (
            <p>
              <Button onClick={choose}>{words.chooseAnother}</Button>
            </p>
          )}
          {!report && work && <Skeleton />}
          {report && <ImportRows key={`${report.dryRun} ${report.rows.length} ${file.lastModified}`} rows={report.rows} />}
        </section>
      )}
    </AdministrationPage>
  );
}
