import { Link } from 'react-router';
import { useWords } from '../../words/words';
import { addressOf } from './address';

interface BoardTableProps {
  title: string;
  first: string;
  /** Open ones first, then those that ought not to be. */
  columns: string[];
  rows: { key: string; name: string; numbers: number[]; queries: string[] }[];
}

/** Numbers by stage or by organisation; each opens its rows. */
export function BoardTable({ title, first, columns, rows }: BoardTableProps) {
  const words = useWords();
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="soft">{words.board.noRows}</p>
      ) : (
        <table className="numbers">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, numbers, queries }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {numbers.map((number, column) => (
                  <td key={columns[column]} className={column > 0 && number > 0 ? 'bad' : ''}>
                    {number > 0 ? (
                      <Link to={addressOf(queries[column]!)} aria-label={`${name} ${columns[column]} ${number}`}>
                        {number.toLocaleString('en')}
                      </Link>
                    ) : (
                      <span className="faint">0</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
