import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { type Product, startGivenProduct } from '#testing/product';

/** The console's files, as a browser asks for them. */
let product: Product;
let script: string;

beforeAll(async () => {
  product = await startGivenProduct();
  script = /src="(\/assets\/[^"]+\.js)"/.exec((await get('/')).body.toString())![1]!;
}, 300_000);

afterAll(() => product.stop(), 60_000);

interface Received {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Asks for a path and gives the bytes as they came over the wire. */
const get = (path: string, headers: Record<string, string> = {}): Promise<Received> =>
  new Promise((resolve, reject) => {
    const asked = request(`${product.url}${path}`, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', reject).end();
  });

describe('a script of the console', () => {
  it('comes as small as the browser can read it, and is the same each time', async () => {
    const plain = await get(script);
    expect(plain.headers).toMatchObject({ 'content-type': expect.stringContaining('javascript'), vary: 'accept-encoding' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const ways = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const [encoding, open] of Object.entries(ways)) {
      const { headers, body } = await get(script, { 'accept-encoding': encoding });
      expect(headers).toMatchObject({ 'content-encoding': encoding, 'content-type': plain.headers['content-type'], vary: 'accept-encoding' });
      expect(open(body).equals(plain.body)).toBe(true);
      expect(body.length).toBeLessThan(plain.body.length / 2);
    }
    expect((await get(script, { 'accept-encoding': 'gzip, deflate, br' })).headers['content-encoding']).toBe('br');
  });

  it('is kept for ever, for its name changes with its content', async () =>
    expect((await get(script)).headers['cache-control']).toBe('public, max-age=31536000, immutable'));

  it('is not found once another has taken its place', async () => expect((await get('/assets/index-before.js')).status).toBe(404));
});

describe('the page', () => {
  it('is asked for anew each time, at every address of it', async () => {
    for (const path of ['/', '/inbox', '/index.html', '/processes/unknown']) {
      const { status, headers, body } = await get(path, { 'accept-encoding': 'br' });
      expect({ status, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({
        status: 200,
        type: 'text/html; charset=utf-8',
        cache: 'no-cache',
      });
      expect(brotliDecompressSync(body).toString()).toContain('<div id="root">');
    }
    expect((await get('/icon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it('is not sent again while it is the same', async () => {
    const { etag } = (await get('/', { 'accept-encoding': 'br' })).headers;
    const again = await get('/', { 'accept-encoding': 'br', 'if-none-match': String(etag) });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
  });
});
