import type { FastifyRequest } from 'fastify';
import type { Language } from '#domain/language';

/** The language that a request asks for; Chinese where it does not ask for English first. */
export const languageOf = (request: FastifyRequest): Language => (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN');
