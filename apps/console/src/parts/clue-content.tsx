import { PaperClipOutlined } from '@ant-design/icons';
import type { Clue } from '../api/clue-types';
import { queryOf } from '../api/client';
import { useWords } from '../words/words';
import type { Words } from '../words/zh';
import { sizeText, yuanOf } from './amount';
import { Facts } from './facts';

/** A clue as its handlers and its sender read it. Every reading is logged by the server. */
export function ClueContent({ clue, processId, titled = true }: { clue: Clue; processId?: string; titled?: boolean }) {
  const words = useWords();
  const { fields } = words.clues;
  const Heading = titled ? 'h3' : 'h2';
  const facts = [
    { key: 'unit', name: fields.unit, value: clue.unit.name },
    {
      key: 'subjects',
      name: fields.subjects,
      value: clue.subjects.map(({ name, position }) => (position ? name + words.common.inBrackets(position) : name)).join(words.common.and) || words.clues.none,
    },
    { key: 'amount', name: fields.amount, value: clue.amountFen ? yuanOf(clue.amountFen) : words.clues.none },
    { key: 'source', name: fields.source, value: words.clues.sources[clue.source] },
    { key: 'secrecy', name: fields.secrecy, value: words.clues.secrecies[clue.secrecy] },
    { key: 'reporter', name: fields.reporter, value: reporterText(clue, words) },
  ];
  return (
    <article className="clue-content">
      {titled && <h3 className="clue-title">{clue.title}</h3>}
      <Facts facts={facts} />
      <p className="prose">{clue.content}</p>
      {clue.documents.length > 0 && (
        <section aria-label={fields.documents}>
          <Heading>{fields.documents}</Heading>
          <ul className="documents">
            {clue.documents.map(({ id, name, size }) => (
              <li key={id}>
                <PaperClipOutlined aria-hidden />
                <a href={`/api/documents/${id}${queryOf({ processId })}`} target="_blank" rel="noreferrer">
                  {name}
                </a>
                <span className="faint number">{sizeText(size)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="faint">{words.clues.readLogged}</p>
    </article>
  );
}

function reporterText({ reporter }: Clue, { clues, common }: Words): string {
  if (!reporter) return clues.noReporter;
  const who = reporter.anonymous ? [clues.fields.anonymous] : [reporter.name, reporter.contact];
  return common.list([...who, clues.protections[reporter.protection]].filter((part) => part !== undefined));
}
