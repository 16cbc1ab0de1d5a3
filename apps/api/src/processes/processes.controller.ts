import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#database/database';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { CommandsService } from './commands.service.js';
import { ProcessLists } from './process-lists.service.js';
import { ProcessViews } from './process-views.service.js';
import { ExtendBody, ProcessesQuery, ProcessPage, ProcessView, RecallBody, SuspendBody, TimelinePage, TimelineQuery } from './processes.dto.js';
import { TimelineService } from './timeline.service.js';

@ApiTags('processes')
@Controller('processes')
export class ProcessesController {
  constructor(
    private readonly database: Database,
    private readonly lists: ProcessLists,
    private readonly views: ProcessViews,
    private readonly timeline: TimelineService,
    private readonly commands: CommandsService,
  ) {}

  @Get()
  @Requires('process.read')
  list(@Acting() actor: Actor, @Query() query: ProcessesQuery): Promise<ProcessPage> {
    return this.lists.list(actor, query);
  }

  @Get(':id')
  @Requires('process.read')
  read(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<ProcessView> {
    return this.database.look(actor, (tx) => this.views.view(tx, actor, id));
  }

  @Get(':id/timeline')
  @Requires('process.timeline')
  entries(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Query() page: TimelineQuery): Promise<TimelinePage> {
    return this.timeline.read(actor, id, page);
  }

  @Post(':id/recall')
  @HttpCode(200)
  @Requires('process.recall')
  recall(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: RecallBody): Promise<ProcessView> {
    return this.commands.recall(actor, id, reason);
  }

  @Post(':id/nudge')
  @HttpCode(200)
  @Requires('process.nudge')
  nudge(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<ProcessView> {
    return this.commands.nudge(actor, id);
  }

  @Post(':id/extend')
  @HttpCode(200)
  @Requires('process.extend')
  extend(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ExtendBody): Promise<ProcessView> {
    return this.commands.extend(actor, id, body);
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Requires('process.suspend')
  suspend(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: SuspendBody): Promise<ProcessView> {
    return this.commands.suspend(actor, id, reason);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Requires('process.resume')
  resume(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<ProcessView> {
    return this.commands.resume(actor, id);
  }
}
