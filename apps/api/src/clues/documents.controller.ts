import { Controller, Get, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Requires } from '../http/requires.js';
import { ClueQuery, DocumentView } from './clues.dto.js';
import { DocumentsService } from './documents.service.js';

@ApiTags('clues')
@Controller('documents')
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Requires('clue.register')
  upload(@Acting() actor: Actor, @Req() request: FastifyRequest): Promise<DocumentView> {
    return this.documents.upload(actor, request);
  }

  @Get(':id')
  @ApiOkResponse({ description: 'The file', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  @Requires('clue.read')
  async read(
    @Acting() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { processId }: ClueQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name, mediaType, size, content } = await this.documents.read(actor, id, processId);
    void reply
      .header('Cache-Control', 'private, no-store')
      .header('X-Content-Type-Options', 'nosniff')
      .header('Content-Security-Policy', "default-src 'none'; sandbox");
    return new StreamableFile(content, { type: mediaType, length: size, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
  }
}
