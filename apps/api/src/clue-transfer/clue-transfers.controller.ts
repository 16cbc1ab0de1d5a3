import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { ProcessView } from '../processes/processes.dto.js';
import { ClueTransferBody } from './clue-transfers.dto.js';
import { ClueTransfersService } from './clue-transfers.service.js';

@ApiTags('clue-transfers')
@Controller('clue-transfers')
export class ClueTransfersController {
  constructor(private readonly transfers: ClueTransfersService) {}

  @Post()
  @Requires('clue-transfer.open')
  open(@Acting() actor: Actor, @Body() body: ClueTransferBody): Promise<ProcessView> {
    return this.transfers.open(actor, body);
  }
}
