import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#database/database';
import { clock } from '#domain/clock';
import { type Actor, Acting } from '../http/actor.js';
import { OpenToAll, Requires } from '../http/requires.js';
import { LanguageBody, LogInBody, MeView } from './identity.dto.js';
import { meView } from './me.js';
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
  async logIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() { name, password }: LogInBody): Promise<MeView> {
    return meView(await this.sessions.open(request, reply, name, password, clock.now()));
  }

  @Delete('session')
  @HttpCode(204)
  @Requires('self.change')
  logOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Acting() actor: Actor): Promise<void> {
    return this.sessions.end(request, reply, actor);
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
