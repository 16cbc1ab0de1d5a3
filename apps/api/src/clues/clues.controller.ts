import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { ClueBody, ClueCorrectionBody, CluePage, ClueQuery, CluesQuery, ClueView, VoidBody } from './clues.dto.js';
import { CluesService } from './clues.service.js';

@ApiTags('clues')
@Controller('clues')
export class CluesController {
  constructor(private readonly clues: CluesService) {}

  @Post()
  @Requires('clue.register')
  register(@Acting() actor: Actor, @Body() body: ClueBody): Promise<ClueView> {
    return this.clues.register(actor, body);
  }

  @Get()
  @Requires('clue.register')
  list(@Acting() actor: Actor, @Query() query: CluesQuery): Promise<CluePage> {
    return this.clues.list(actor, query);
  }

  @Get(':id')
  @Requires('clue.read')
  read(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Query() { processId }: ClueQuery): Promise<ClueView> {
    return this.clues.read(actor, id, processId);
  }

  @Patch(':id')
  @Requires('clue.register')
  correct(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ClueCorrectionBody): Promise<ClueView> {
    return this.clues.correct(actor, id, body);
  }

  @Post(':id/void')
  @HttpCode(200)
  @Requires('clue.register')
  void(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: VoidBody): Promise<ClueView> {
    return this.clues.void(actor, id, reason);
  }
}
