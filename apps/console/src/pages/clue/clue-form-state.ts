import type { Clue, ClueBody, ClueDocument, Reporter, Secrecy, Source, Subject } from '../../api/clue-types';
import { plainYuanOf } from '../../parts/amount';

export type ReporterChoice = 'none' | 'anonymous' | 'known';

/** A clue as its form holds it. */
export interface ClueForm {
  title: string;
  content: string;
  unit?: { id: string; name: string };
  source: Source;
  secrecy: Secrecy;
  subjects: Subject[];
  reporter: ReporterChoice;
  reporterName: string;
  reporterContact: string;
  protection: Reporter['protection'];
  amount: string;
  documents: ClueDocument[];
}

export const emptyForm: ClueForm = {
  title: '',
  content: '',
  source: 'inspection',
  secrecy: 'secret',
  subjects: [{ kind: 'person', name: '', position: '' }],
  reporter: 'none',
  reporterName: '',
  reporterContact: '',
  protection: 'ordinary',
  amount: '',
  documents: [],
};

export const formOf = ({ title, content, unit, source, secrecy, subjects, reporter, amountFen, documents }: Clue): ClueForm => ({
  title,
  content,
  unit,
  source,
  secrecy,
  subjects: subjects.length > 0 ? subjects : emptyForm.subjects,
  reporter: !reporter ? 'none' : reporter.anonymous ? 'anonymous' : 'known',
  reporterName: reporter?.name ?? '',
  reporterContact: reporter?.contact ?? '',
  protection: reporter?.protection ?? 'ordinary',
  amount: amountFen ? plainYuanOf(amountFen) : '',
  documents,
});

export function bodyOf(form: ClueForm): ClueBody {
  const { title, content, unit, source, secrecy, subjects, amount, documents } = form;
  return {
    title: title.trim(),
    content: content.trim(),
    unitId: unit?.id ?? '',
    source,
    secrecy,
    subjects: subjects
      .filter(({ name }) => name.trim())
      .map(({ kind, name, position }) => ({ kind, name: name.trim(), position: position?.trim() || undefined })),
    reporter: reporterOf(form),
    amount: amount.trim() || undefined,
    documents: documents.map(({ id }) => id),
  };
}

function reporterOf({ reporter, reporterName, reporterContact, protection }: ClueForm): Reporter | undefined {
  if (reporter === 'none') return undefined;
  if (reporter === 'anonymous') return { anonymous: true, protection };
  return { anonymous: false, name: reporterName.trim() || undefined, contact: reporterContact.trim() || undefined, protection };
}

export const longestTitle = 200;
export const longestContent = 20_000;

export type CheckKey = 'title' | 'content' | 'unit' | 'subjects' | 'amount' | 'documents';
export type CheckState = 'ok' | 'missing' | 'wrong' | 'advised';

/** What is still wanting; `missing` and `wrong` hold back registration, `advised` does not. */
export function checksOf({ title, content, unit, subjects, amount, documents }: ClueForm): Record<CheckKey, CheckState> {
  return {
    title: title.trim() ? 'ok' : 'missing',
    content: !content.trim() ? 'missing' : content.trim().length < 20 ? 'advised' : 'ok',
    unit: unit ? 'ok' : 'missing',
    subjects: subjects.some(({ name }) => name.trim()) ? 'ok' : 'advised',
    amount: amountIsRight(amount) ? 'ok' : 'wrong',
    documents: documents.length > 0 ? 'ok' : 'advised',
  };
}

export const amountIsRight = (amount: string): boolean => amount.trim() === '' || /^\d{1,13}(\.\d{1,2})?$/.test(amount.trim());

/** The fields of the form, as the API names them in its errors. */
export const fieldsOf = ({ subjects }: ClueForm): string[] => [
  'title',
  'content',
  'amount',
  'unitId',
  'source',
  'reporter.name',
  'reporter.contact',
  ...subjects.map((_, at) => `subjects.${at}.name`),
];
