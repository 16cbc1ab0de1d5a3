import { RightOutlined } from '@ant-design/icons';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { OrganizationNode } from '../../../api/administration-types';
import { queryOf } from '../../../api/client';
import { keys } from '../../../api/keys';
import { useList } from '../../../api/lists';
import { EmptyState } from '../../../parts/empty-state';
import { MoreButton } from '../../../parts/more-button';
import { ProblemNote } from '../../../parts/problem-note';
import { Skeleton } from '../../../parts/skeleton';
import { useWords } from '../../../words/words';
import { useOrganizationName } from '../organization-name';

interface BranchProps {
  query: string;
  /** What is found or where one's own role begins: its first level is open from the start. */
  top?: boolean;
  chosen?: string;
  /** What stands above the chosen one: opened, unless it was closed by hand. */
  above: string[];
  open: Record<string, boolean>;
  inactive: boolean;
  onToggle: (id: string, isOpen: boolean) => void;
}

/** The organisations of one level, each with what lies below it once it is opened. */
export function Branch({ query, top, ...tree }: BranchProps) {
  const words = useWords();
  const { rows, error, refetch, ...paging } = useList<OrganizationNode>(keys.organizationTree(`list ${query}`), `/organizations/tree${query}`);
  return (
    <>
      <ProblemNote error={error} onRetry={refetch} />
      {!rows && !error && <Skeleton rows={top ? 6 : 1} />}
      {top && rows?.length === 0 && <EmptyState title={words.administration.organizations.none} />}
      <ul className={top ? 'tree' : ''}>
        {rows?.map((node) => (
          <Node key={node.id} node={node} isOpen={tree.open[node.id] ?? ((top === true && rows.length === 1) || tree.above.includes(node.id))} {...tree} />
        ))}
      </ul>
      <MoreButton {...paging} />
    </>
  );
}

function Node({ node, isOpen, ...tree }: Omit<BranchProps, 'query' | 'top'> & { node: OrganizationNode; isOpen: boolean }) {
  const { administration: words } = useWords();
  const name = useOrganizationName()(node);
  const { id, kind, active, people, organizations } = node;
  const hasMore = organizations > 0 || tree.inactive;
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (hasMore && (key === 'ArrowRight' || key === 'ArrowLeft')) tree.onToggle(id, key === 'ArrowRight');
  };
  return (
    <li>
      <div className={`tree-line ${tree.chosen === id ? 'chosen' : ''}`}>
        {hasMore ? (
          <button
            type="button"
            className="tree-toggle"
            aria-expanded={isOpen}
            aria-label={words.organizations.open(name)}
            onClick={() => tree.onToggle(id, !isOpen)}
          >
            <RightOutlined aria-hidden rotate={isOpen ? 90 : 0} />
          </button>
        ) : (
          <span className="tree-toggle" />
        )}
        <Link to={`/administration/organizations?organization=${id}`} aria-current={tree.chosen === id ? 'true' : undefined} onKeyDown={onKeyDown}>
          <span className={active ? '' : 'faint'}>{name}</span>
          <span className="tree-note">{active ? (words.kinds[kind] ?? kind) : words.inactive}</span>
          {people > 0 && <span className="tree-note number">{words.organizations.people(people)}</span>}
        </Link>
      </div>
      {isOpen && hasMore && <Branch {...tree} query={queryOf({ parentId: id, inactive: tree.inactive })} />}
    </li>
  );
}
