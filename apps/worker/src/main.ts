import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { endOnUncaught, factsOf, logger, NestLogger } from '#config/logger';
import { Driver } from './driver.js';
import { readSettings } from './settings.js';
import { shutDownOnSignal } from './shutdown.js';

/** Hosts what drives processes. It serves nothing: it is asked through the record and the engine only. */
@Module({ providers: [{ provide: Driver, useFactory: () => new Driver({ ...readSettings(), log: logger }) }] })
class WorkerModule {}

const app = await NestFactory.createApplicationContext(WorkerModule, { logger: new NestLogger() });
const driver = app.get(Driver);
shutDownOnSignal(async () => {
  await driver.stop();
  await app.close();
}, logger);
endOnUncaught();
await driver.start().catch((error: unknown) => {
  logger.fatal(factsOf(error), 'the worker cannot start');
  process.exit(1);
});
