import { Module } from '@nestjs/common';
import { CluesController } from './clues.controller.js';
import { CluesService } from './clues.service.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsService, documentsFolder } from './documents.service.js';
import { join } from 'node:path';
import { Env, required } from '#config/env';

@Module({
  controllers: [CluesController, DocumentsController],
  providers: [
    CluesService,
    DocumentsService,
    { provide: documentsFolder, inject: [Env], useFactory: (env: Env) => join(required(env, 'DATA_DIR'), 'documents') },
  ],
})
export class CluesModule {}
