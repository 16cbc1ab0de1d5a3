import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { OrganizationLists } from './organization-lists.service.js';
import { NewOrganizationBody, OrganizationChanges, OrganizationDetail, OrganizationMoveBody, OrganizationNodePage, TreeQuery } from './organizations.dto.js';
import { Organizations } from './organizations.service.js';

@ApiTags('organizations')
@Controller('organizations')
@Requires('organization.administer')
export class AdministeredOrganizationsController {
  constructor(
    private readonly organizations: Organizations,
    private readonly lists: OrganizationLists,
  ) {}

  /** What one administers, level by level. */
  @Get('tree')
  tree(@Acting() actor: Actor, @Query() query: TreeQuery): Promise<OrganizationNodePage> {
    return this.lists.tree(actor, query);
  }

  @Get(':id')
  detail(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<OrganizationDetail> {
    return this.lists.detail(actor, id);
  }

  @Post()
  add(@Acting() actor: Actor, @Body() body: NewOrganizationBody): Promise<OrganizationDetail> {
    return this.organizations.add(actor, body);
  }

  @Patch(':id')
  alter(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() changes: OrganizationChanges): Promise<OrganizationDetail> {
    return this.organizations.alter(actor, id, changes);
  }

  @Post(':id/move')
  @HttpCode(200)
  move(@Acting() actor: Actor, @Param('id', IdPipe) id: string, @Body() { parentId }: OrganizationMoveBody): Promise<OrganizationDetail> {
    return this.organizations.move(actor, id, parentId);
  }

  @Post(':id/deactivate')
  @HttpCode(200)
  deactivate(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<OrganizationDetail> {
    return this.organizations.deactivate(actor, id);
  }

  @Post(':id/reactivate')
  @HttpCode(200)
  reactivate(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<OrganizationDetail> {
    return this.organizations.reactivate(actor, id);
  }
}
