import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, Acting } from '../http/actor.js';
import { Refuses } from '../http/refuses.js';
import { Requires } from '../http/requires.js';
import { EventStreams } from './event-streams.service.js';

@ApiTags('events')
@Controller('events')
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  /** Server-sent events: `process` with the processes that changed (`id`, `state`, and the ids of their open `tasks` that are in the reader's pools or hands), `gap` where anything may have changed, `engine`, and `ended` before the stream is closed. */
  @Get()
  @ApiOkResponse({ description: 'Events, until the stream is closed', content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @Requires('events.read')
  @Refuses('too-many-streams')
  async open(@Acting() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.method === 'HEAD') return void reply.type('text/event-stream; charset=utf-8').send(); // there is nothing to wait for
    await this.streams.open(actor, reply.raw);
    reply.hijack();
  }
}
