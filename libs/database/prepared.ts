import { type Connection, type PoolClient, Query, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';

/** What pg's result knows of its columns: their names and types, and how each is read. */
interface Columns {
  fields: object[];
  _parsers?: unknown[];
  _prebuiltEmptyResultObject: object | null;
}

/** What pg's query does within, which its types leave out. `prepared.medium.spec` tells where another version of pg does it differently. */
interface Within {
  _result: Columns;
  _accumulateRows: boolean;
  prepare: (this: Query, connection: Connection) => void;
}

/** A connection that asks for no columns, and those of each statement of it that has answered. */
interface Known {
  silent: Connection;
  columns: Map<string, Columns>;
}

const known = new WeakMap<Connection, Known>();
const prepare = (Query.prototype as unknown as Within).prepare;

/**
 * A statement under a name, prepared once a connection. Its columns are asked for once as well: PostgreSQL refuses a prepared statement sooner than it answers with others.
 * pg asks for them with every execution, which costs either side as much as many a statement.
 */
class Prepared extends Query {
  constructor(
    private readonly config: QueryConfig & { name: string },
    done: (error: Error | undefined, result: QueryResult) => void,
  ) {
    super(config, done as never);
  }

  prepare(connection: Connection): void {
    const { silent, columns } = knownOf(connection);
    const { name } = this.config;
    const within = this as unknown as Within;
    const found = columns.get(name);
    if (found) Object.assign(within._result, found);
    else this.once('end', () => columns.set(name, columnsIn(within._result)));
    within._accumulateRows = true;
    prepare.call(this, found ? silent : connection);
  }
}

function knownOf(connection: Connection): Known {
  const found = known.get(connection);
  if (found) return found;
  const made = { silent: Object.create(connection, { describe: { value: () => undefined } }) as Connection, columns: new Map<string, Columns>() };
  known.set(connection, made);
  return made;
}

const columnsIn = ({ fields, _parsers, _prebuiltEmptyResultObject }: Columns): Columns => ({ fields, _parsers, _prebuiltEmptyResultObject });

/** What a statement under a name answers. @throws what PostgreSQL says, with the place from which it was asked */
export async function prepared<Row extends QueryResultRow>(client: PoolClient, config: QueryConfig & { name: string }): Promise<QueryResult<Row>> {
  try {
    return await new Promise((resolve, reject) => {
      client.query(new Prepared(config, (error, result) => (error ? reject(error) : resolve(result))));
    });
  } catch (error) {
    Error.captureStackTrace(error as Error); // of who has heard it on the wire nobody learns anything
    throw error;
  }
}
