import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { Departures } from './departures.service.js';
import { PersonLists } from './person-lists.service.js';
import {
  NewPersonBody,
  NewPersonView,
  PasswordTokenView,
  PeoplePage,
  PeopleQuery,
  PersonChanges,
  PersonDetail,
  PersonMoveBody,
  RoleBody,
  RoleEndBody,
  SuccessorBody,
} from './people.dto.js';
import { People } from './people.service.js';

@ApiTags('people')
@Controller('people')
@Requires('person.administer')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly departures: Departures,
    private readonly lists: PersonLists,
  ) {}

  /** People whom one administers. */
  @Get()
  list(@Acting() actor: Actor, @Query() query: PeopleQuery): Promise<PeoplePage> {
    return this.lists.list(actor, query);
  }

  /** A person, with what would become of their sessions and tasks. */
  @Get(':id')
  detail(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<PersonDetail> {
    return this.lists.detail(actor, id);
  }

  @Post()
  add(@Acting() actor: Actor, @Body() body: NewPersonBody): Promise<NewPersonView> {
    return this.people.add(actor, body);
  }

  @Patch(':id')
  alter(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() changes: PersonChanges): Promise<PersonDetail> {
    return this.people.alter(actor, id, changes);
  }

  /** To another organisation: roles and sessions end, tasks are handed on or go back to their pools. */
  @Post(':id/move')
  @HttpCode(200)
  move(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() { organizationId, successorId }: PersonMoveBody): Promise<PersonDetail> {
    return this.departures.move(actor, id, organizationId, successorId);
  }

  /** For good: roles and sessions end, tasks are handed on or go back to their pools. */
  @Post(':id/deactivate')
  @HttpCode(200)
  leave(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() { successorId }: SuccessorBody): Promise<PersonDetail> {
    return this.departures.leave(actor, id, successorId);
  }

  @Post(':id/reactivate')
  @HttpCode(200)
  return(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<PersonDetail> {
    return this.departures.return(actor, id);
  }

  @Post(':id/roles')
  @HttpCode(200)
  giveRole(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() role: RoleBody): Promise<PersonDetail> {
    return this.people.giveRole(actor, id, role);
  }

  @Post(':id/roles/end')
  @HttpCode(200)
  takeRole(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() { successorId, ...role }: RoleEndBody): Promise<PersonDetail> {
    return this.departures.takeRole(actor, id, role, successorId);
  }

  /** A link that is good once, by which the person sets a password. Shown this once. */
  @Post(':id/password-token')
  reset(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<PasswordTokenView> {
    return this.people.reset(actor, id);
  }

  @Delete(':id/sessions')
  @HttpCode(204)
  endSessions(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.people.endSessions(actor, id);
  }

  @Delete(':id/sessions/:session')
  @HttpCode(204)
  endSession(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Param('session', IdPipe) session: string): Promise<void> {
    return this.people.endSessions(actor, id, session);
  }
}
