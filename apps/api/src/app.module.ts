import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Env } from '#config/env';
import { Database } from '#database/database';
import type { RecordOptions } from '#database/connections';
import { AdministrationModule } from './administration/administration.module.js';
import { BoardModule } from './board/board.module.js';
import { CluesModule } from './clues/clues.module.js';
import { recordOptions } from './events/event-streams.service.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { ProblemFilter } from './http/problem.filter.js';
import { SessionGuard } from './http/session.guard.js';
import { validation } from './http/validation.js';
import { IdentityModule } from './identity/identity.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { ParkedModule } from './parked/parked.module.js';
import * as processModules from './process-modules.js';
import { ProcessesModule } from './processes/processes.module.js';
import { ReadingsModule } from './readings/readings.module.js';
import { TasksModule } from './tasks/tasks.module.js';

/** What every module reaches: the record and the environment. */
@Global()
@Module({})
class RecordModule {
  static of(env: Env, options: RecordOptions, database: Database): DynamicModule {
    const providers = [
      { provide: Env, useValue: env },
      { provide: recordOptions, useValue: options },
      { provide: Database, useValue: database },
    ];
    return { module: RecordModule, providers, exports: providers };
  }
}

/** The HTTP side of the product. */
@Module({})
export class AppModule {
  static of(env: Env, options: RecordOptions, database: Database): DynamicModule {
    return {
      module: AppModule,
      imports: [
        RecordModule.of(env, options, database),
        IdentityModule,
        AdministrationModule,
        EventsModule,
        ProcessesModule,
        TasksModule,
        CluesModule,
        ...Object.values(processModules),
        BoardModule,
        NoticesModule,
        ParkedModule,
        ReadingsModule,
        HealthModule,
      ],
      providers: [
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useValue: validation },
      ],
    };
  }
}
