import { useWords } from '../words/words';

/** Grey lines in the shape of what is coming; a style sheet holds them back for 150 ms. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  const words = useWords();
  return (
    <div className="skeleton" role="status" aria-label={words.common.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton-row" aria-hidden>
          <span style={{ width: `${62 - ((row * 17) % 30)}%` }} />
          <span style={{ width: `${38 - ((row * 11) % 18)}%` }} />
        </div>
      ))}
    </div>
  );
}
