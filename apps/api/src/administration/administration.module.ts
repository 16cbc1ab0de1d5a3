import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { Departures } from './departures.service.js';
import { OrganizationLists } from './organization-lists.service.js';
import { AdministeredOrganizationsController } from './organizations.controller.js';
import { Organizations } from './organizations.service.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.service.js';
import { PersonLists } from './person-lists.service.js';

/** What administrators do: organisations, people and the roles that they have. */
@Module({
  imports: [TasksModule],
  controllers: [AdministeredOrganizationsController, PeopleController],
  providers: [Departures, OrganizationLists, Organizations, People, PersonLists],
})
export class AdministrationModule {}
