import { serverIsAway, serverIsBack } from './connection';
import { Problem, type ProblemBody } from './problem';
import type { Language } from './types';

/** What every request carries; set when somebody logs in or chooses a language. */
const carried: { language: Language; csrfToken?: string } = { language: 'zh-CN' };
export const carry = (values: Partial<typeof carried>): void => void Object.assign(carried, values);

const logOutWatchers = new Set<() => void>();
/** Calls back when the server says that nobody is logged in any more. */
export function onLoggedOut(loggedOut: () => void): () => void {
  logOutWatchers.add(loggedOut);
  return () => void logOutWatchers.delete(loggedOut);
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** @throws Problem */
async function send<Answer>(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: { ...headersFor(method), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    serverIsAway();
    throw away();
  }
  return answerOf<Answer>(response.status, await response.text());
}

function headersFor(method: Method): Record<string, string> {
  const token: Record<string, string> = method === 'GET' || !carried.csrfToken ? {} : { 'X-CSRF-Token': carried.csrfToken };
  return { Accept: 'application/json, application/problem+json', 'Accept-Language': carried.language, ...token };
}

const away = (): Problem => new Problem({ title: '', status: 0, code: 'server-away' });

function answerOf<Answer>(status: number, text: string): Answer {
  const body = parsed(text);
  if (status >= 200 && status < 300) {
    serverIsBack();
    return body as Answer;
  }
  const problem = body as ProblemBody | undefined;
  if (!problem?.code) {
    serverIsAway();
    throw away();
  }
  if (status === 503) serverIsAway();
  else serverIsBack();
  if (problem.code === 'not-logged-in') for (const watcher of logOutWatchers) watcher();
  throw new Problem(problem);
}

function parsed(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

export const get = <Answer>(path: string): Promise<Answer> => send<Answer>('GET', path);
export const patch = <Answer>(path: string, body: unknown): Promise<Answer> => send<Answer>('PATCH', path, body);
export const remove = (path: string, body?: unknown): Promise<void> => send('DELETE', path, body);

/** @param key makes a repeat of the same request harmless; a new one unless given */
export const post = <Answer>(path: string, body: unknown = {}, key: string = newKey()): Promise<Answer> =>
  send<Answer>('POST', path, body, { 'Idempotency-Key': key });

/** `crypto.randomUUID` exists only where the page came over https or from this machine. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Sends one file and tells how much of it has gone, from 0 to 1. @throws Problem */
export function upload<Answer>(path: string, file: File, progressed: (share: number) => void, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api${path}`);
    for (const [name, value] of Object.entries(headersFor('POST'))) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progressed(total ? loaded / total : 0);
    request.onerror = () => {
      serverIsAway();
      reject(away());
    };
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    request.onload = () => {
      try {
        resolve(answerOf<Answer>(request.status, request.responseText));
      } catch (error) {
        reject(error instanceof Error ? error : away());
      }
    };
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

/** `?a=1&b=2`, without what is empty. */
export function queryOf(values: Record<string, string | number | boolean | undefined>): string {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && value !== false);
  const text = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
