import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { EndRecusalBody, RecusalBody, RecusalPage, RecusalView } from './identity.dto.js';
import { RecusalsService } from './recusals.service.js';

@ApiTags('recusals')
@Controller('recusals')
export class RecusalsController {
  constructor(private readonly recusals: RecusalsService) {}

  @Get()
  @Requires('recusal.declare')
  list(@Acting() actor: Actor): Promise<RecusalPage> {
    return this.recusals.list(actor);
  }

  /** Those of the people whom one leads. */
  @Get('team')
  @Requires('recusal.end')
  ofTeam(@Acting() actor: Actor): Promise<RecusalPage> {
    return this.recusals.ofTeam(actor);
  }

  @Post()
  @Requires('recusal.declare')
  declare(@Acting() actor: Actor, @Body() body: RecusalBody): Promise<RecusalView> {
    return this.recusals.declare(actor, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('recusal.end')
  end(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: EndRecusalBody): Promise<void> {
    return this.recusals.end(actor, id, reason);
  }
}
