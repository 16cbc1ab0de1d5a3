import { Controller, Get, HttpCode, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Actor, Acting } from '../../http/actor.js';
import { onlyFile } from '../../http/only-file.js';
import { Problem } from '../../http/problem.js';
import { Requires } from '../../http/requires.js';
import { ImportQuery, ImportReport } from './import.dto.js';
import { Import } from './import.service.js';
import { importTemplate } from './import-template.js';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const largest = 5 * 1024 * 1024;

/** Organisations and people from a workbook. */
@ApiTags('people')
@Controller('people/import')
@Requires('person.administer')
export class ImportController {
  constructor(private readonly imports: Import) {}

  /** Imports a workbook, all of it or nothing; with `dryRun` it only says what would come of each row. */
  @Post()
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  async run(@Acting() actor: Actor, @Query() { dryRun }: ImportQuery, @Req() request: FastifyRequest): Promise<ImportReport> {
    const content = await contentOf(request);
    return dryRun ? this.imports.preview(actor, content) : this.imports.run(actor, content);
  }

  /** The workbook to fill in. */
  @Get('template')
  @ApiOkResponse({ description: 'The file', content: { [xlsx]: { schema: { type: 'string', format: 'binary' } } } })
  async template(): Promise<StreamableFile> {
    return new StreamableFile(await importTemplate(), { type: xlsx, disposition: 'attachment; filename="liandong-people.xlsx"' });
  }
}

const contentOf = (request: FastifyRequest): Promise<Buffer> =>
  onlyFile(
    request,
    (file) =>
      file.toBuffer().catch((error: unknown) => {
        throw file.file.truncated ? new Problem('too-large', { detail: { zh: '工作簿最大 5 MB。', en: 'A workbook holds at most 5 MB.' } }) : error;
      }),
    largest,
  );
