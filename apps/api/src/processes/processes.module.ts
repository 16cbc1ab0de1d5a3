import { Global, Module } from '@nestjs/common';
import { CommandsService } from './commands.service.js';
import { Door } from './door.service.js';
import { EngineState } from './engine-state.js';
import { ProcessKinds } from './kinds.js';
import { OpeningService } from './opening.service.js';
import { ProcessLists } from './process-lists.service.js';
import { ProcessViews } from './process-views.service.js';
import { ProcessesController } from './processes.controller.js';
import { TimelineService } from './timeline.service.js';

/** What all kinds of process have in common. Each kind builds on it, in a folder of its own. */
@Global()
@Module({
  controllers: [ProcessesController],
  providers: [CommandsService, Door, EngineState, OpeningService, ProcessKinds, ProcessLists, ProcessViews, TimelineService],
  exports: [Door, EngineState, OpeningService, ProcessKinds, ProcessLists, ProcessViews],
})
export class ProcessesModule {}
