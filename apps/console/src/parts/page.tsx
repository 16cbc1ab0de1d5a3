import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../words/words';

interface PageProps {
  /** The one heading; may hold what the document's title must not. */
  heading: ReactNode;
  /** What the browser's tab says: a kind of page, never a name, a title or an amount. */
  tab: string;
  lead?: ReactNode;
  acts?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** The frame of every page; its heading gets the focus when one arrives. */
export function Page({ heading, tab, lead, acts, narrow, children }: PageProps) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${tab} · ${words.product}`;
  }, [tab, words]);
  useEffect(() => {
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={`page ${narrow ? 'narrow' : ''}`}>
      <header className="page-header">
        <div>
          <h1 ref={title} tabIndex={-1}>
            {heading}
          </h1>
          {lead}
        </div>
        {acts && <div className="page-acts">{acts}</div>}
      </header>
      {children}
    </div>
  );
}
