import { Agent, request } from 'node:http';

export interface Exchanged {
  status: number;
  type: string;
  /** Made where somebody asks for them: most callers do not. */
  headers: () => Headers;
  text: string;
}

const agent = new Agent({ keepAlive: true });

/** Sends one request and reads its answer whole; gives up after `patience` milliseconds. Lighter than fetch, which costs a caller as much as the interface itself. */
export async function exchange(url: string, method: string, given: Record<string, string>, body: RequestInit['body'], patience: number): Promise<Exchanged> {
  const form = body instanceof FormData ? new Response(body) : undefined;
  const content = form ? Buffer.from(await form.arrayBuffer()) : Buffer.from((body as string | Uint8Array | undefined) ?? '');
  const headers = { ...given, ...(form && { 'content-type': form.headers.get('content-type')! }), ...(body && { 'content-length': content.length }) };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve({ status: response.statusCode!, type: response.headers['content-type'] ?? '', headers: () => headersOf(response.rawHeaders), text }),
      );
      response.on('error', reject);
    });
    const hung = setTimeout(() => asked.destroy(new Error(`${method} ${url} has hung for ${patience} ms.`)), patience);
    asked.on('error', reject).on('close', () => clearTimeout(hung));
    asked.end(content);
  });
}

/** @param raw name and value in turn */
function headersOf(raw: string[]): Headers {
  const headers = new Headers();
  for (let at = 0; at < raw.length; at += 2) headers.append(raw[at]!, raw[at + 1]!);
  return headers;
}
