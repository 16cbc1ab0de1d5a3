import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { ImportController } from './import/import.controller.js';
import { Import } from './import/import.service.js';
import { WorkbookReader } from './import/workbook-reader.service.js';
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
  controllers: [AdministeredOrganizationsController, ImportController, PeopleController],
  providers: [Departures, Import, OrganizationLists, Organizations, People, PersonLists, WorkbookReader],
})
export class AdministrationModule {}
