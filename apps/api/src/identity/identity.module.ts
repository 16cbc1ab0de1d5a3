import { Global, Module } from '@nestjs/common';
import { OrganizationsController } from './organizations.controller.js';
import { RecusalsController } from './recusals.controller.js';
import { RecusalsService } from './recusals.service.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.service.js';

/** People, the organisations that they belong to, their sessions and recusals. */
@Global()
@Module({
  controllers: [OrganizationsController, RecusalsController, SessionController],
  providers: [RecusalsService, Sessions],
  exports: [Sessions],
})
export class IdentityModule {}
