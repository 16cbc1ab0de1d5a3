import { randomUUID } from 'node:crypto';
import { exchange } from './exchange.js';

export interface Answer<Body = any> {
  status: number;
  body: Body;
  headers: Headers;
}

/** After how many milliseconds a request counts as hanging: ten times what any may take. */
const patience = 50_000;

/** One person at the interface, as a browser would be: with cookie and CSRF token. */
export class Client {
  private cookie = '';
  private csrf = '';
  /** As GET /api/me tells it. */
  me: any;

  constructor(
    readonly url: string,
    private readonly language = 'zh-CN',
  ) {}

  /** Logs in. @throws where the interface refuses */
  static async of(url: string, { name, password }: { name: string; password: string }, language?: string): Promise<Client> {
    const client = new Client(url, language);
    const answer = await client.logIn(name, password);
    if (answer.status !== 201) throw new Error(`${name} could not log in: ${answer.status} ${JSON.stringify(answer.body)}`);
    return client;
  }

  /** Somebody whose session has been opened by other means. */
  static inSession(url: string, { id, csrf }: { id: string; csrf: string }): Client {
    const client = new Client(url);
    client.cookie = `session=${id}`;
    client.csrf = csrf;
    return client;
  }

  /** The same session, at another instance. */
  at(url: string): Client {
    return Object.assign(new Client(url, this.language), { cookie: this.cookie, csrf: this.csrf, me: this.me });
  }

  async logIn(name: string, password: string): Promise<Answer> {
    const answer = await this.send('POST', '/api/session', { name, password });
    if (answer.status === 201) {
      this.cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
      this.csrf = answer.body.csrfToken;
      this.me = answer.body;
    }
    return answer;
  }

  get = (path: string, headers?: Record<string, string>): Promise<Answer> => this.send('GET', path, undefined, headers);
  post = (path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer> => this.send('POST', path, body, headers);
  patch = (path: string, body: unknown): Promise<Answer> => this.send('PATCH', path, body);
  delete = (path: string, body?: unknown): Promise<Answer> => this.send('DELETE', path, body);

  /** The body of an answer that has to be one of success. @throws with the problem otherwise */
  async ok(answer: Promise<Answer>): Promise<any> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Uploads a file of one's own. */
  upload(name: string, content: Buffer | string, path = '/api/documents', headers?: Record<string, string>): Promise<Answer> {
    return this.uploadAll([[name, content]], path, headers);
  }

  /** The same of several files in one request. */
  uploadAll(files: [name: string, content: Buffer | string][], path: string, headers?: Record<string, string>): Promise<Answer> {
    const form = new FormData();
    for (const [name, content] of files) form.append('file', new Blob([content]), name);
    return this.request('POST', path, { body: form, headers });
  }

  /** What a route answers with that is no text. */
  async download(path: string): Promise<Buffer> {
    const response = await fetch(`${this.url}${path}`, { headers: { cookie: this.cookie } });
    return Buffer.from(await response.arrayBuffer());
  }

  /** Listens to server-sent events until `signal` aborts; `heard` gets each with its data. */
  async listen(signal: AbortSignal, heard: (event: string, data: any) => void): Promise<void> {
    const response = await fetch(`${this.url}/api/events`, { headers: { cookie: this.cookie }, signal });
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const [, event, data] = /event: (.*)\ndata: (.*)/.exec(text.slice(0, end)) ?? [];
        text = text.slice(end + 2);
        if (event) heard(event, JSON.parse(data!));
      }
    }
  }

  /** Listens, and returns once the stream is open, which its first event tells: whatever happens after that is heard. `ended` fails after 90 seconds. */
  async follow(): Promise<{ events: [string, any][]; ended: Promise<void> }> {
    const events: [string, any][] = [];
    let ended!: Promise<void>;
    const open = new Promise<void>((resolve) => {
      ended = this.listen(AbortSignal.timeout(90_000), (event, data) => {
        events.push([event, data]);
        resolve();
      });
    });
    ended.catch(() => undefined); // not everybody waits for the end
    await Promise.race([open, ended]);
    if (events.length === 0) throw new Error('The stream ended before it said anything.');
    return { events, ended };
  }

  /** The headers by which the interface knows the person; none for somebody who has not logged in. */
  carried(): Record<string, string> {
    return this.cookie ? { cookie: this.cookie, 'x-csrf-token': this.csrf } : {};
  }

  /** Sends just this, with what every request of the person carries; a header that is given as empty is left out. */
  async request(method: string, path: string, { body, headers = {} }: { body?: RequestInit['body']; headers?: Record<string, string> } = {}): Promise<Answer> {
    const all = { 'accept-language': this.language, ...this.carried(), ...headers };
    const carried = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    const { status, type, text, headers: answered } = await exchange(`${this.url}${path}`, method, carried, body ?? undefined, patience);
    return {
      status,
      body: /json/.test(type) && text ? JSON.parse(text) : text,
      get headers() {
        return answered();
      },
    };
  }

  private send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    if (body === undefined) return this.request(method, path, { headers });
    return this.request(method, path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  }
}

/** A fresh idempotency key. */
export const fresh = (): Record<string, string> => ({ 'Idempotency-Key': randomUUID() });

/** What was refused, and for what; something else where the answer is no refusal as each of them has to be. */
export function refusal({ status, body, headers }: Answer): string {
  const { type, title, code, traceId } = body;
  const form = headers.get('content-type');
  const whole = form === 'application/problem+json; charset=utf-8' && body.status === status && type === `urn:liandong:problem:${code}` && title;
  return whole && traceId === headers.get('x-trace-id') ? `${status} ${code}` : `${status} as ${form}: ${JSON.stringify(body)}`;
}
