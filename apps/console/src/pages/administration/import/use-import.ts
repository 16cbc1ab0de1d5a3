import { useState } from 'react';
import { useAdministered } from '../../../api/administration';
import type { ImportReport } from '../../../api/administration-types';
import { upload } from '../../../api/client';
import { keys } from '../../../api/keys';
import { isProblem } from '../../../api/problem';
import { useKept } from '../../../parts/kept';

/** What is going on; how much of the file has gone, from 0 to 1. */
interface Work {
  what: 'sending' | 'importing';
  share: number;
}

/** What has been imported last. */
interface Imported {
  file: File;
  report: ImportReport;
}

/** One workbook on its way: checked as soon as it is chosen, imported when it is said so. */
export function useImport() {
  const administered = useAdministered();
  const [kept, keep] = useKept<Imported>(keys.imported);
  const [file, setFile] = useState(kept?.file);
  const [work, setWork] = useState<Work>();
  const [report, setReport] = useState(kept?.report);
  const [error, setError] = useState<unknown>();

  const send = async (chosen: File, what: Work['what']): Promise<void> => {
    setWork({ what, share: 0 });
    setError(undefined);
    const path = what === 'sending' ? '/people/import?dryRun=true' : '/people/import';
    try {
      const report = await upload<ImportReport>(path, chosen, (share) => setWork({ what, share }), new AbortController().signal);
      setReport(report);
      if (!report.dryRun) keep({ file: chosen, report });
    } catch (problem) {
      setError(problem);
      // What was right when it was checked need not be so any more: the rows say which.
      if (what === 'importing' && isProblem(problem, 'invalid')) return await send(chosen, 'sending');
    } finally {
      setWork(undefined);
    }
  };
  return {
    file,
    work,
    report,
    error,
    check: (chosen: File) => {
      setFile(chosen);
      setReport(undefined);
      return send(chosen, 'sending');
    },
    run: async () => {
      await send(file!, 'importing');
      await administered();
    },
  };
}
