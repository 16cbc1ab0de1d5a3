import { Module } from '@nestjs/common';
import { ClueTransfersController } from './clue-transfers.controller.js';
import { ClueTransfersService } from './clue-transfers.service.js';

@Module({ controllers: [ClueTransfersController], providers: [ClueTransfersService] })
export class ClueTransferModule {}
