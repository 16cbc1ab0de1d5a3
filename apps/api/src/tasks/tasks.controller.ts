import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { BoxesService } from './boxes.service.js';
import { ClaimsService } from './claims.service.js';
import { DecisionsService } from './decisions.service.js';
import { DraftsService } from './drafts.service.js';
import { HandsService } from './hands.service.js';
import { TaskViews } from './task-views.service.js';
import {
  AssignBody, ClaimNextBody, CountsView, DecideBody, DraftBody, DraftView, HandOnBody, KindView, MyPoolView, NoteBody, NoteOptionalBody, ReasonBody, TaskPage, TasksQuery, TaskView,
} from './tasks.dto.js'; // oxfmt-ignore

const Id = () => Param('id', IdPipe);

@ApiTags('tasks')
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly boxes: BoxesService,
    private readonly views: TaskViews,
    private readonly claims: ClaimsService,
    private readonly hands: HandsService,
    private readonly drafts: DraftsService,
    private readonly decisions: DecisionsService,
  ) {}

  @Get()
  @Requires('task.read')
  list(@Acting() actor: Actor, @Query() query: TasksQuery): Promise<TaskPage> {
    return this.boxes.list(actor, query);
  }

  @Get('counts')
  @Requires('task.read')
  counts(@Acting() actor: Actor): Promise<CountsView> {
    return this.boxes.counts(actor);
  }

  @Get('pools')
  @Requires('task.read')
  pools(@Acting() actor: Actor): MyPoolView[] {
    return this.boxes.myPools(actor);
  }

  @Get('kinds')
  @Requires('task.read')
  kinds(@Acting() actor: Actor): KindView[] {
    return this.boxes.kinds(actor);
  }

  @Post('claim-next')
  @HttpCode(200)
  @Requires('task.claim')
  claimNext(@Acting() actor: Actor, @Body() wanted: ClaimNextBody): Promise<TaskView> {
    return this.claims.claimNext(actor, wanted);
  }

  @Get(':id')
  @Requires('task.read')
  read(@Acting() actor: Actor, @Id() id: string): Promise<TaskView> {
    return this.views.read(actor, id);
  }

  @Post(':id/claim')
  @HttpCode(200)
  @Requires('task.claim')
  claim(@Acting() actor: Actor, @Id() id: string): Promise<TaskView> {
    return this.claims.claim(actor, id);
  }

  @Post(':id/release')
  @HttpCode(200)
  @Requires('task.handle')
  release(@Acting() actor: Actor, @Id() id: string, @Body() { note }: NoteOptionalBody): Promise<TaskView> {
    return this.hands.release(actor, id, note);
  }

  @Post(':id/hand-on')
  @HttpCode(200)
  @Requires('task.handle')
  handOn(@Acting() actor: Actor, @Id() id: string, @Body() { to, note }: HandOnBody): Promise<TaskView> {
    return this.hands.handOn(actor, id, to, note);
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Requires('task.assign')
  assign(@Acting() actor: Actor, @Id() id: string, @Body() { to }: AssignBody): Promise<TaskView> {
    return this.hands.assign(actor, id, to);
  }

  @Post(':id/take-back')
  @HttpCode(200)
  @Requires('task.assign')
  takeBack(@Acting() actor: Actor, @Id() id: string, @Body() { reason }: ReasonBody): Promise<TaskView> {
    return this.hands.takeBack(actor, id, reason);
  }

  @Post(':id/draft')
  @HttpCode(200)
  @Requires('task.handle')
  draft(@Acting() actor: Actor, @Id() id: string, @Body() body: DraftBody): Promise<DraftView> {
    return this.drafts.save(actor, id, body);
  }

  @Post(':id/note')
  @HttpCode(200)
  @Requires('task.handle')
  note(@Acting() actor: Actor, @Id() id: string, @Body() { text }: NoteBody): Promise<TaskView> {
    return this.hands.addNote(actor, id, text);
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Requires('task.handle')
  decide(@Acting() actor: Actor, @Id() id: string, @Body() body: DecideBody): Promise<TaskView> {
    return this.decisions.decide(actor, id, body);
  }
}
