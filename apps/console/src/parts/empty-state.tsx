import type { ReactNode } from 'react';

/** Says what will appear here, and what one can do now. */
export function EmptyState({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {hint && <p className="soft">{hint}</p>}
      {children && <div className="empty-acts">{children}</div>}
    </div>
  );
}
