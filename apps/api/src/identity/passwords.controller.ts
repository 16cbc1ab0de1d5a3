import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clock } from '#domain/clock';
import { type Actor, Acting } from '../http/actor.js';
import { Refuses } from '../http/refuses.js';
import { OpenToAll, Requires } from '../http/requires.js';
import { MeView } from './identity.dto.js';
import { meView } from './me.js';
import { PasswordBody, PasswordByTokenBody, SetUpBody, TokenBody, TokenView } from './password.dto.js';
import { Passwords } from './passwords.service.js';
import { Sessions } from './sessions.service.js';
import { SetUp } from './set-up.service.js';

@ApiTags('session')
@Controller()
export class PasswordsController {
  constructor(
    private readonly passwords: Passwords,
    private readonly setUp: SetUp,
    private readonly sessions: Sessions,
  ) {}

  /** Changes one's own password; all other sessions of one's own end. */
  @Post('password')
  @HttpCode(204)
  @Requires('self.change')
  @Refuses('too-many-attempts')
  change(@Acting() actor: Actor, @Req() { ip }: FastifyRequest, @Body() { current, password }: PasswordBody): Promise<void> {
    return this.passwords.change(actor, current, password, ip);
  }

  /** For what a link is good. */
  @Post('tokens/look')
  @HttpCode(200)
  @OpenToAll()
  @Refuses('token-spent')
  look(@Body() { token }: TokenBody): Promise<TokenView> {
    return this.passwords.look(token, clock.now());
  }

  /** Sets a password by the link that an administrator gave, and logs in. */
  @Post('password/reset')
  @OpenToAll()
  @Refuses('token-spent', 'bad-credentials')
  async reset(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { token, password }: PasswordByTokenBody,
  ): Promise<MeView> {
    const now = clock.now();
    const person = await this.passwords.setByToken(token, password, request.ip, now);
    return meView(await this.sessions.begin(request, reply, person, now));
  }

  /** Sets up a record that nobody is in yet, by the link that its start prints, and logs its first administrator in. */
  @Post('set-up')
  @OpenToAll()
  @Refuses('token-spent', 'bad-credentials')
  async found(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() body: SetUpBody): Promise<MeView> {
    const now = clock.now();
    const administrator = await this.setUp.found(body, now);
    return meView(await this.sessions.begin(request, reply, administrator, now));
  }
}
