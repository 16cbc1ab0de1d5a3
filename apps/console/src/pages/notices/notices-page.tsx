import { BellOutlined, ExclamationCircleOutlined, HourglassOutlined, NotificationOutlined, UserDeleteOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys';
import { useList } from '../../api/lists';
import type { Notice } from '../../api/types';
import { EmptyState } from '../../parts/empty-state';
import { MoreButton } from '../../parts/more-button';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { Skeleton } from '../../parts/skeleton';
import { useSteadyList } from '../../parts/steady-list';
import { UpdatesButton } from '../../parts/updates-button';
import { useDates, useWords } from '../../words/words';
import '../inbox/inbox.css';

const icons: Record<string, ReactNode> = {
  overdue: <ExclamationCircleOutlined aria-hidden />,
  nudge: <NotificationOutlined aria-hidden />,
  lease: <HourglassOutlined aria-hidden />,
  'nobody-eligible': <UserDeleteOutlined aria-hidden />,
};

/** Of what was I reminded? */
export default function NoticesPage() {
  const words = useWords();
  const dates = useDates();
  const { rows: fresh, error, refetch, ...paging } = useList<Notice>(keys.notices, '/notices');
  const { rows, updates, letIn } = useSteadyList(fresh, ({ id }) => id, 'notices');
  return (
    <Page heading={words.notices.title} tab={words.notices.title}>
      <section aria-label={words.notices.title} className="list">
        <UpdatesButton updates={updates} onLetIn={letIn} />
        <ProblemNote error={error} onRetry={refetch} />
        {!rows && !error && <Skeleton />}
        {rows?.length === 0 && <EmptyState title={words.notices.emptyTitle} hint={words.notices.emptyHint} />}
        <ul className="rows">
          {rows?.map(({ key, row, gone }) => (
            <li key={key} className={`row ${gone ? 'gone' : ''} ${row.kind === 'overdue' ? 'overdue' : ''}`}>
              <Link to={row.taskId ? `/tasks/${row.taskId}` : `/processes/${row.process.id}`}>
                <span className="row-first">
                  <span className="row-name">{row.words}</span>
                </span>
                <span className="row-second">
                  <span className="number">{row.process.number}</span>
                </span>
                <span className="row-due">
                  <span className={`chip ${row.kind === 'overdue' ? 'overdue' : row.kind === 'lease' ? 'soon' : 'plain'}`}>
                    {icons[row.kind] ?? <BellOutlined aria-hidden />}
                    {words.notices.kinds[row.kind] ?? row.kind}
                  </span>
                </span>
                <span className="row-when number">{dates.moment(row.at)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <MoreButton {...paging} />
      </section>
    </Page>
  );
}
