import type { ReactNode } from 'react';

/** Names and values in two columns. */
export function Facts({ facts }: { facts: { key: string; name: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {facts.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
