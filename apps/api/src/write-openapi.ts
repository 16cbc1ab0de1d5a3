import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Env } from '#config/env';
import type { Database } from '#database/database';
import { AppModule } from './app.module.js';
import { describeInterface } from './openapi.js';

// Writes the description of the interface to apps/api/openapi.json, or with --stdout prints it. Nothing is served, and no record is needed: it is never asked.

const app = await NestFactory.create(AppModule.of(new Env(), { url: '', program: 'api' }, {} as Database), new FastifyAdapter(), {
  preview: true,
  logger: ['error'],
});
app.setGlobalPrefix('api');
const description = `${JSON.stringify(describeInterface(app), null, 2)}\n`;
if (process.argv.includes('--stdout')) process.stdout.write(description);
else writeFileSync('apps/api/openapi.json', description);
