import type { Socket } from 'node:net';
import type { PoolClient, QueryResult } from 'pg';
import { codeOf } from './error-code.js';
import { prepared } from './prepared.js';
import { nameOf, type Where } from './statement-names.js';
import { asPerson, type Entering, type Sight } from './who-acts.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The socket of a connection; pg's types leave it out. */
interface Wired {
  connection: { stream: Socket };
}

/**
 * A connection of the pool. Statements are prepared once a connection: under row-level security their planning costs more than their work.
 * What is asked for at one moment goes out in one packet: a system call for each message would cost more than most statements.
 */
export class Connection {
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
    if (how === 'rollback') ended.catch(() => (this.unanswered = true)); // it may still be open
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
    await this.end('commit').catch(() => this.end('rollback')); // where the end was cut short, it may still be open
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
