import { Link } from 'react-router';
import type { Counts } from '../../api/task-types';
import { useCounts } from '../../api/tasks';
import { countText } from '../../parts/count-text';
import { useWords } from '../../words/words';
import type { ShownBox } from './boxes';

/** 待办 · 已办 · 我发起的 · 抄送我的, each with its count; under 待办 the pool and one's own. */
export function BoxTabs({ box }: { box: ShownBox }) {
  const words = useWords();
  const counts = useCounts();
  const inTodo = box === 'todo' || box === 'pool' || box === 'mine';
  const tab = (to: ShownBox, name: string, count: string, current: boolean) => (
    <li key={to}>
      <Link to={to === 'todo' ? '/inbox' : `/inbox/${to}`} aria-current={current ? 'page' : undefined}>
        {name}
        {count && <span className="tab-count">{count}</span>}
      </Link>
    </li>
  );
  const count = (name: keyof Counts) => (counts ? countText(counts[name]) : '');
  const todo = counts ? countText({ count: counts.pool.count + counts.mine.count, more: counts.pool.more || counts.mine.more }) : '';
  return (
    <nav aria-label={words.inbox.boxesLabel}>
      <ul className="tabs">
        {tab('todo', words.inbox.boxes.todo, todo, inTodo)}
        {tab('done', words.inbox.boxes.done, count('done'), box === 'done')}
        {tab('started', words.inbox.boxes.started, count('started'), box === 'started')}
        {tab('copied', words.inbox.boxes.copied, count('copied'), box === 'copied')}
      </ul>
      {inTodo && (
        <ul className="sub-tabs">
          {tab('todo', words.inbox.all, todo, box === 'todo')}
          {tab('pool', words.inbox.pool, count('pool'), box === 'pool')}
          {tab('mine', words.inbox.mine, count('mine'), box === 'mine')}
        </ul>
      )}
    </nav>
  );
}
