import type { Pool } from 'pg';
import { Connection } from './connection.js';
import { connectionsTo, type RecordOptions } from './connections.js';
import { type Changes, type Haste, note, Notifier } from './notifier.js';
import { codeOf } from './error-code.js';
import { type Entering, entering, enteringInside, type Sight } from './who-acts.js';

/** Who acts: `person` is the id under which every row is read and written. */
export interface Person {
  person: string;
}

/** What one transaction offers. Statements take their values as parameters only. */
export interface Transaction {
  /** The rows that a statement returns. */
  query<Row = Record<string, unknown>>(statement: string, parameters?: unknown[]): Promise<Row[]>;
  /** The single row that a statement returns, or undefined. */
  one<Row = Record<string, unknown>>(statement: string, parameters?: unknown[]): Promise<Row | undefined>;
  /** Runs a statement and gives the number of rows that it changed. */
  run(statement: string, parameters?: unknown[]): Promise<number>;
  /** Runs a statement whose answer nobody needs: it goes out together with what comes next, and where it fails the transaction does. */
  runAhead(statement: string, parameters?: unknown[]): void;
  /** Opens the rows of one process to this transaction, for every statement after it; those of the interface reach no other then. Only after the policy module has allowed what is to be done there. */
  enter(process: string): void;
  /** Announces, once committed, that a process has changed: to readers, and to the relay where a bell was put in the outbox. */
  announce(process: string, haste?: Haste): void;
}

const retried = new Set(['40001', '40P01']);
/** What PostgreSQL says to a statement of a transaction in which one has failed already, perhaps one that was sent ahead. */
const failedBefore = '25P02';
const attempts = 4;

/** The record, reached with one role's rights. */
export class Database {
  private constructor(
    private readonly connections: Pool,
    private readonly notifier: Notifier,
    private readonly entering: Entering,
  ) {}

  /** @throws where the record cannot be reached */
  static async connect(options: RecordOptions): Promise<Database> {
    const database = new Database(connectionsTo(options), new Notifier(options), options.program === 'api' ? enteringInside : entering);
    try {
      await database.borrowed(() => Promise.resolve());
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** Runs `work` in one transaction that sees what the person may see. Serialisation failures and deadlocks are tried again, so `work` must have no effect outside it. */
  as<Result>(actor: Person, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.borrowed((connection) => this.transaction(connection, actor.person, '', work));
  }

  /** Runs `work` in one transaction that sees what the person may see, and writes nothing. Its end is not waited for: there is nothing that could be lost with it. */
  look<Result>(actor: Person, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.answeredEarly(async (connection, answer) => {
      const seen = beginLook(connection, actor, work);
      answer(seen);
      await connection.endLook(seen);
    });
  }

  /** The same one after the other: `work`, and a look at what came of it. The look goes out together with the commit, and has begun when that is done; it counts for nothing where that fails. It is by the sight with which the work began. */
  asThenLook<Done, Seen>(actor: Person, work: (tx: Transaction) => Promise<Done>, view: (tx: Transaction, done: Done) => Promise<Seen>): Promise<Seen> {
    return this.answeredEarly(async (connection, answer) => {
      let seen!: Promise<Seen>;
      await this.transaction(connection, actor.person, '', work, (done) => {
        seen = beginLook(connection, actor, (tx) => view(tx, done), connection.sight);
      });
      answer(seen);
      await connection.endLook(seen);
    });
  }

  /** Runs `work` in one transaction that sees the rows of one process and of its children. */
  within<Result>(process: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.borrowed((connection) => this.transaction(connection, '', process, work));
  }

  /** Runs `work` in one transaction without a person or a process: reference data, the outbox, and the functions that are doors of their own. */
  bare<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.borrowed((connection) => this.transaction(connection, '', '', work));
  }

  /** The rows of one statement that is a transaction of its own, without a person or a process. */
  door<Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.borrowed(async (connection) => (await connection.send<Row>(statement, parameters)).rows);
  }

  async close(): Promise<void> {
    await this.notifier.close();
    await this.connections.end();
  }

  /** @param ending is told what `work` gave once its commit is under way, with each attempt anew */
  private async transaction<Result>(
    connection: Connection,
    person: string,
    process: string,
    work: (tx: Transaction) => Promise<Result>,
    ending?: (result: Result) => void,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const announced: Changes = new Map();
      connection.begin(person, process);
      try {
        const result = await work(transactionOn(connection, announced));
        const committed = connection.end('commit');
        ending?.(result);
        await committed;
        this.notifier.announce(announced);
        return result;
      } catch (heard) {
        const error = codeOf(heard) === failedBefore ? (connection.failure ?? heard) : heard;
        await connection.end('rollback').catch(() => undefined); // then the connection is cut, and the transaction with it
        if (attempt === attempts || !retried.has(codeOf(error))) throw error;
      }
    }
  }

  /** Lends a connection to work that answers before it ends. */
  private answeredEarly<Result>(work: (connection: Connection, answer: (result: Promise<Result>) => void) => Promise<void>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.borrowed((connection) => work(connection, resolve)).catch(reject); // whoever asked may have their answer already
    });
  }

  /** Lends one of the pool's connections. One that did not answer is cut: with its transaction still open, the next that borrows it would see this one's rows. */
  private async borrowed<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const client = await this.connections.connect();
    const connection = new Connection(client, this.entering);
    try {
      return await work(connection);
    } finally {
      client.release(connection.unanswered);
    }
  }
}

/** Begins a look with what is asked first in it. @param known the sight with which the same person has just acted */
function beginLook<Result>(connection: Connection, actor: Person, work: (tx: Transaction) => Promise<Result>, known?: Sight): Promise<Result> {
  connection.begin(actor.person, '', 'read only', known);
  const seen = work(transactionOn(connection, new Map()));
  seen.catch(() => undefined); // it is waited for later, or not at all
  return seen;
}

function transactionOn(connection: Connection, announced: Changes): Transaction {
  const mustBePresent = connection.present();
  let entered: string | undefined;
  const ask = async <Row>(statement: string, parameters?: unknown[]) => {
    mustBePresent();
    return connection.send<Row>(statement, parameters);
  };
  return {
    query: async <Row>(statement: string, parameters?: unknown[]) => (await ask<Row>(statement, parameters)).rows,
    one: async <Row>(statement: string, parameters?: unknown[]) => (await ask<Row>(statement, parameters)).rows[0],
    run: async (statement, parameters) => (await ask(statement, parameters)).rowCount ?? 0,
    runAhead: (statement, parameters) => {
      mustBePresent();
      connection.runAhead(statement, parameters);
    },
    enter: (process) => {
      mustBePresent();
      if (entered !== process) connection.enter(process);
      entered = process;
    },
    announce: (process, haste) => note(announced, process, haste),
  };
}
