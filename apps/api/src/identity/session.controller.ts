import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#database/database';
import { clock } from '#domain/clock';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Refuses } from '../http/refuses.js';
import { OpenToAll, Requires } from '../http/requires.js';
import { LanguageBody, LogInBody, MeView } from './identity.dto.js';
import { meView } from './me.js';
import { sessionsOf } from './session-rows.js';
import { SessionList } from './sessions.dto.js';
import { Sessions } from './sessions.service.js';

@ApiTags('session')
@Controller()
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly database: Database,
  ) {}

  @Post('session')
  @OpenToAll()
  @Refuses('bad-credentials', 'too-many-attempts')
  async logIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() { name, password }: LogInBody): Promise<MeView> {
    return meView(await this.sessions.open(request, reply, name, password, clock.now()));
  }

  @Delete('session')
  @HttpCode(204)
  @Requires('self.change')
  logOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Acting() actor: Actor): Promise<void> {
    return this.sessions.end(request, reply, actor);
  }

  /** One's own sessions that last. */
  @Get('sessions')
  @Requires('self.read')
  list(@Acting() actor: Actor): Promise<SessionList> {
    return this.database.look(actor, async (tx) => ({ items: await sessionsOf(tx, actor, actor.person) }));
  }

  /** Ends one of one's own sessions. @throws Problem `not-found` */
  @Delete('sessions/:id')
  @HttpCode(204)
  @Requires('self.change')
  end(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.sessions.endOne(actor, id);
  }

  @Get('me')
  @Requires('self.read')
  me(@Acting() actor: Actor): MeView {
    return meView(actor);
  }

  @Patch('me')
  @Requires('self.change')
  async setLanguage(@Acting() actor: Actor, @Body() { language }: LanguageBody): Promise<MeView> {
    await this.database.as(actor, (tx) => tx.query('select set_own_language($1)', [language]));
    return meView({ ...actor, ownLanguage: language });
  }
}
