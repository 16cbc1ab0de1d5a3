import { Button, Checkbox, type InputRef, Select } from 'antd';
import type { RefObject } from 'react';
import { useKinds, usePools } from '../../api/tasks';
import { SearchField } from '../../parts/search-field';
import { useWords } from '../../words/words';
import type { useFilters } from './filters';

/** Which rows of the box are shown. */
export function FilterBar({
  filters: { filters, q, set, search: onSearch, clear, any },
  search,
}: {
  filters: ReturnType<typeof useFilters>;
  search: RefObject<InputRef | null>;
}) {
  const words = useWords();
  const kinds = useKinds();
  const pools = usePools();
  const choose = (label: string, value: string | undefined, options: { value: string; label: string }[], chosen: (value?: string) => void) => (
    <Select
      aria-label={label}
      placeholder={label}
      value={value}
      options={options}
      onChange={(next?: string) => chosen(next)}
      allowClear
      size="small"
      variant="filled"
      popupMatchSelectWidth={false}
    />
  );
  return (
    <div className="filters">
      <SearchField label={words.inbox.search} field={search} value={q} onSearch={onSearch} />
      {choose(words.inbox.kind, filters.kind, kinds.map(({ kind, name }) => ({ value: kind, label: name })), (kind) => set({ kind }))}
      {pools.length > 1 && choose(words.inbox.poolFilter, filters.pool, pools.map(({ key, name }) => ({ value: key, label: name })), (pool) => set({ pool }))}
      {choose(words.inbox.due, filters.due, [{ value: 'today', label: words.inbox.dueToday }, { value: 'week', label: words.inbox.dueWeek }], (due) => set({ due }))}
      <Checkbox checked={filters.overdue === 'true'} onChange={({ target }) => set({ overdue: target.checked ? 'true' : undefined })}>
        {words.inbox.overdueOnly}
      </Checkbox>
      {any && (
        <Button type="link" size="small" onClick={clear}>
          {words.inbox.clearFilters}
        </Button>
      )}
    </div>
  ); // oxfmt-ignore
}
