import { Global, Module } from '@nestjs/common';
import { OrganizationsController } from './organizations.controller.js';
import { PasswordsController } from './passwords.controller.js';
import { Passwords } from './passwords.service.js';
import { RecusalsController } from './recusals.controller.js';
import { RecusalsService } from './recusals.service.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.service.js';
import { SetUp } from './set-up.service.js';
import { Throttle } from './throttle.service.js';

/** People, the organisations that they belong to, their sessions and recusals. */
@Global()
@Module({
  controllers: [OrganizationsController, PasswordsController, RecusalsController, SessionController],
  providers: [Passwords, RecusalsService, Sessions, SetUp, Throttle],
  exports: [Sessions],
})
export class IdentityModule {}
