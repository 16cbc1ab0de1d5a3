import { Module } from '@nestjs/common';
import { BoxesService } from './boxes.service.js';
import { ClaimsService } from './claims.service.js';
import { DecisionsService } from './decisions.service.js';
import { DraftsService } from './drafts.service.js';
import { HandsService } from './hands.service.js';
import { LettingGo } from './letting-go.service.js';
import { TaskActs } from './task-acts.service.js';
import { TaskViews } from './task-views.service.js';
import { TasksController } from './tasks.controller.js';

@Module({
  controllers: [TasksController],
  providers: [BoxesService, ClaimsService, DecisionsService, DraftsService, HandsService, LettingGo, TaskActs, TaskViews],
  exports: [LettingGo],
})
export class TasksModule {}
