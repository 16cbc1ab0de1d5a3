import { Global, Module } from '@nestjs/common';
import { EventStreams } from './event-streams.service.js';
import { EventsController } from './events.controller.js';
import { Revocations } from './revocations.js';

@Global()
@Module({ controllers: [EventsController], providers: [EventStreams, Revocations], exports: [EventStreams, Revocations] })
export class EventsModule {}
