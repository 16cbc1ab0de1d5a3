import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#database/database';
import { say } from '#domain/language';
import { allDefinitions, definitionOf } from '#workflows/contracts';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { EngineState } from '../processes/engine-state.js';
import { nameIn } from '../processes/names.js';
import { conditions, followed, momentsOf } from '../processes/process-lists.service.js';
import { BoardView } from './board.dto.js';

const names = {
  open: { zh: '在办', en: 'Open' },
  overdue: { zh: '超期', en: 'Overdue' },
  silent: { zh: '长期无进展', en: 'Silent' },
  'due-this-week': { zh: '本周到期', en: 'Due this week' },
  'closed-this-month': { zh: '本月办结', en: 'Closed this month' },
};
const queries = {
  open: 'open=true',
  overdue: 'overdue=true',
  silent: 'silent=true',
  'due-this-week': 'dueThisWeek=true',
  'closed-this-month': 'closedThisMonth=true',
};

interface Counted {
  type: string;
  /** Left out for who is not to know. */
  state: string | null;
  organizationId: string;
  organization: string;
  open: number;
  overdue: number;
  silent: number;
  week: number;
  closed: number;
  stuck: number;
  parked: number;
}

@ApiTags('board')
@Controller('board')
export class BoardController {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineState,
  ) {}

  /** Where it is stuck: all that the reader may see, counted; each number names the list that it counts. */
  @Get()
  @Requires('board.read')
  async read(@Acting() actor: Actor): Promise<BoardView> {
    const rows = await this.database.look(actor, async (tx) => {
      const { week, month, silent } = await momentsOf(tx, actor.now);
      const values: unknown[] = [];
      const bind = (value: unknown) => `$${values.push(value)}`;
      const course = followed(actor, bind);
      const now = bind(actor.now);
      const since = bind(month);
      const count = (condition: string) => `(count(*) filter (where ${condition}))::int`;
      const countIn = (condition: string) => count(`${condition} and ${course}`);
      return tx.query<Counted>(
        `select p.type, case when ${course} then p.state end as state, p.organization_id as "organizationId", ${nameIn('o', actor.language)} as organization, ${count(conditions.open())} as open, ${countIn(conditions.overdue(now))} as overdue, ${countIn(conditions.silent(bind(silent)))} as silent,
           ${countIn(conditions.dueThisWeek(now, bind(week)))} as week, ${count(conditions.closedThisMonth(since))} as closed, ${count('p.stuck_since is not null')} as stuck, ${count('p.parked_since is not null')} as parked
         from process p join organization o on o.id = p.organization_id where p.closed_at is null or p.closed_at >= ${since} group by 1, 2, 3, 4`,
        values,
      );
    });
    const sum = (key: 'open' | 'overdue' | 'silent' | 'week' | 'closed' | 'stuck' | 'parked', of = rows) => of.reduce((total, row) => total + row[key], 0);
    const engine = this.engine.seen;
    const totals = { open: sum('open'), overdue: sum('overdue'), silent: sum('silent'), 'due-this-week': sum('week'), 'closed-this-month': sum('closed') };
    const organizations = [...new Map(rows.map(({ organizationId, organization }) => [organizationId, organization]))];
    return {
      generatedAt: actor.now,
      engine: { away: engine.awaySince !== undefined, since: engine.awaySince, parked: sum('parked'), stuck: sum('stuck') },
      totals: (Object.keys(names) as (keyof typeof names)[]).map((key) => ({
        key,
        name: say(names[key], actor.language),
        count: totals[key],
        query: queries[key],
      })),
      byState: allDefinitions().flatMap(({ type, states }) =>
        // The last state is that of what is closed: it stands among the totals, by month.
        Object.keys(states)
          .slice(0, -1)
          .map((state) => {
            const those = rows.filter((row) => row.type === type && row.state === state);
            return {
              type,
              state,
              name: say(definitionOf(type).states[state]!, actor.language),
              open: sum('open', those),
              overdue: sum('overdue', those),
              query: `type=${type}&state=${state}&open=true`,
            };
          }),
      ),
      byOrganization: organizations
        .map(([id, name]) => {
          const those = rows.filter(({ organizationId }) => organizationId === id);
          return {
            organization: { id, name },
            open: sum('open', those),
            overdue: sum('overdue', those),
            silent: sum('silent', those),
            query: `organization=${id}&open=true`,
          };
        })
        .filter(({ open }) => open > 0)
        .sort((a, b) => b.overdue - a.overdue || b.open - a.open),
    };
  }
}
