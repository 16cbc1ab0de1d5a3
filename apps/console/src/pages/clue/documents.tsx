import { CloseOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { upload } from '../../api/client';
import type { ClueDocument } from '../../api/clue-types';
import { sizeText } from '../../parts/amount';
import { ProblemNote } from '../../parts/problem-note';
import { useWords } from '../../words/words';

const largest = 20 * 1024 * 1024;
const accepted = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg,.txt';

interface Uploading {
  key: string;
  name: string;
  share: number;
  stop: AbortController;
}

interface Failure {
  name: string;
  error?: unknown;
}

/** Materials go up one by one, each with its progress, as soon as they are chosen. */
export function Documents({ documents, onChange }: { documents: ClueDocument[]; onChange: (documents: ClueDocument[]) => void }) {
  const { clues, common } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [running, setRunning] = useState<Uploading[]>([]);
  const [failures, setFailures] = useState<Failure[]>([]);

  const sendAll = async (files: File[]) => {
    setFailures([]);
    let sent = documents;
    for (const file of files) {
      if (file.size > largest) {
        setFailures((old) => [...old, { name: file.name }]);
        continue;
      }
      const document = await sendOne(file);
      if (document) onChange((sent = [...sent, document]));
    }
  };
  const sendOne = async (file: File) => {
    const stop = new AbortController();
    const key = `${file.name} ${file.lastModified}`;
    const progressed = (share: number) => setRunning((old) => old.map((one) => (one.key === key ? { ...one, share } : one)));
    setRunning((old) => [...old, { key, name: file.name, share: 0, stop }]);
    try {
      return await upload<ClueDocument>('/documents', file, progressed, stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) setFailures((old) => [...old, { name: file.name, error }]);
      return undefined;
    } finally {
      setRunning((old) => old.filter((one) => one.key !== key));
    }
  };
  return (
    <div className="documents-field">
      <ul className="documents">
        {documents.map((document) => (
          <li key={document.id}>
            <PaperClipOutlined aria-hidden />
            <span>{document.name}</span>
            <span className="faint number">{sizeText(document.size)}</span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={clues.removeDocument(document.name)}
              onClick={() => onChange(documents.filter(({ id }) => id !== document.id))}
            />
          </li>
        ))}
        {running.map(({ key, name, share, stop }) => (
          <li key={key}>
            <progress aria-label={name} value={share} max={1} />
            <span className="number">{clues.uploading(name, Math.round(share * 100))}</span>
            <Button type="text" size="small" onClick={() => stop.abort()}>
              {common.cancel}
            </Button>
          </li>
        ))}
      </ul>
      {failures.map(({ name, error }) =>
        error ? (
          <ProblemNote key={name} error={error} lead={name} />
        ) : (
          <p key={name} className="field-error" role="alert">{`${name}${common.colon}${clues.tooLarge}`}</p>
        ),
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        aria-label={clues.addDocuments}
        onChange={({ target }) => {
          void sendAll([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {clues.addDocuments}
      </Button>
      <p className="field-hint">{clues.documentsHint}</p>
    </div>
  );
}
