import type { Socket } from 'node:net';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { connectionsTo, type RecordOptions } from './connections.js';
import { type Changes, type Haste, note, Notifier } from './notifier.js';
import { prepared } from './prepared.js';
import { nameOf, type Where } from './statement-names.js';
import { asPerson, type Entering, entering, enteringInside, type Sight } from './who-acts.js';

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

/** PostgreSQL's code of an error, or an empty text. */
export const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The socket of a connection; pg's types leave it out. */
interface Wired {
  connection: { stream: Socket };
}

/**
 * A connection of the pool. Statements are prepared once a connection: under row-level security their planning costs more than their work.
 * What is asked for at one moment goes out in one packet: a system call for each message would cost more than most statements.
 */
class Connection {
  /** Whether the server was not heard: then nobody else may have it. */
  unanswered = false;
  private corked = false;
  private turn = 0;
  private where: Where = 'outside';
  /** Of who acts in the present transaction, once the record has answered. */
  sight?: Sight;
  /** Who acts, until it is said: with the process that they enter at once, or before what they ask. */
  private unsaid?: { person: string; known?: Sight };
  /** What failed first in the present transaction. All that comes after it says only that something has. */
  failure?: unknown;
  /** What was sent without waiting for its answer. Answers come in order: it has come when that of a later statement has. */
  private readonly ahead: Promise<unknown>[] = [];

  constructor(
    private readonly client: PoolClient,
    private readonly entering: Entering,
  ) {}

  /** Begins a transaction under a person, a process or neither, with the first statement that follows. @throws where one of them is not an id */
  begin(person: string, process: string, access: 'read write' | 'read only' = 'read write', known?: Sight): void {
    for (const id of [person, process]) if (id && !uuid.test(id)) throw new Error('Neither a person nor a process has such an id.');
    this.turn++;
    this.where = 'outside';
    this.sendAhead(() => prepared(this.client, { name: `begin ${access}`, text: `begin ${access}` }));
    this.sight = undefined;
    this.failure = undefined;
    this.unsaid = person ? { person, known } : undefined;
    if (process) this.enter(process);
  }

  enter(process: string): void {
    if (this.unsaid) this.say('person inside', this.entering.asPerson, process);
    else this.sendAhead(() => prepared(this.client, { name: 'enter', text: this.entering.alone, values: [process] }));
    this.where = 'inside';
  }

  /** Says who acts. */
  private say(name: string, text: string, ...more: string[]): void {
    const { person, known } = this.unsaid!;
    this.unsaid = undefined;
    this.sendAhead(async () => {
      const { rows } = await prepared<Sight & object>(this.client, { name, text, values: [person, known?.pools, known?.scope, ...more] });
      this.sight = rows[0];
    });
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.turn++;
    if (this.unanswered) throw new Error('The record did not answer.');
    const ahead = this.ahead.splice(0);
    const ended = this.answered(() => this.client.query(how));
    ended.catch(() => (this.unanswered = true)); // it may still be open
    const [{ command }] = await Promise.all([ended, ...(how === 'commit' ? ahead : [])]);
    if (command.toLowerCase() !== how) throw new Error('A statement of the transaction had failed, so that it was rolled back instead of committed.');
  }

  /** @returns what throws once the transaction of now is no longer under way: what is asked in its name then would be answered with somebody else's sight */
  present(): () => void {
    const { turn } = this;
    return () => {
      if (this.turn !== turn) throw new Error('The transaction has ended.');
    };
  }

  /** Ends a transaction that wrote nothing once it has come to its end, whichever. */
  async endLook(seen: Promise<unknown>): Promise<void> {
    await seen.catch(() => undefined); // whoever asked hears of it
    await this.end('commit');
  }

  send<Row>(statement: string, values: unknown[] = []): Promise<QueryResult<Row & object>> {
    return this.answered(() => this.ask<Row>(statement, values));
  }

  runAhead(statement: string, values: unknown[] = []): void {
    this.sendAhead(() => this.ask(statement, values));
  }

  private ask<Row>(statement: string, values: unknown[]): Promise<QueryResult<Row & object>> {
    if (this.unsaid) this.say('person', asPerson);
    return prepared<Row & object>(this.client, { name: nameOf(statement, this.where), text: statement, values });
  }

  private sendAhead(ask: () => Promise<unknown>): void {
    const answer = this.answered(ask);
    answer.catch(() => undefined); // whoever ends the transaction hears of it
    this.ahead.push(answer);
  }

  /** An error without a code of PostgreSQL's means that the server was not heard. */
  private async answered<Result>(ask: () => Promise<Result>): Promise<Result> {
    this.corkForNow();
    try {
      return await ask();
    } catch (error) {
      this.failure ??= error;
      if (!codeOf(error)) this.unanswered = true;
      throw error;
    }
  }

  private corkForNow(): void {
    if (this.corked) return;
    const { stream } = (this.client as PoolClient & Wired).connection;
    this.corked = true;
    stream.cork();
    process.nextTick(() => {
      this.corked = false;
      stream.uncork();
    });
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
