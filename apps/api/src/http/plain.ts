import type { FastifyRequest } from 'fastify';

const loopback = /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;
const loopbackName = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What tells nothing of anybody, and is asked for by what watches the machines. */
const forWatchers = new Set(['/api/health', '/metrics']);

/**
 * Whether a request may come over plain http, where whoever listens on the way would have the session: from this machine, under a name that only this machine has.
 * A proxy on this machine that does not say who asks, and over what, passes on the name under which it is known itself.
 */
export const mayBePlain = ({ ip, hostname, url }: FastifyRequest): boolean =>
  (loopback.test(ip) && loopbackName.test(hostname)) || forWatchers.has(url.split('?', 1)[0]!);
