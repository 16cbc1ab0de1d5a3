import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { Database } from '#database/database';
import type { Actor } from '../http/actor.js';
import { onlyFile } from '../http/only-file.js';
import { Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';
import { matterFor } from '../processes/matter.js';
import type { DocumentView } from './clues.dto.js';
import { logReading } from '../readings/read-log.js';

/** The folder in which documents lie, each under its id: no name of a file tells anything of a matter. */
export const documentsFolder = Symbol('documentsFolder');

/** What a file is by its ending, and how one of that kind begins. */
const kinds: Record<string, { mediaType: string; begins?: Buffer }> = {
  pdf: { mediaType: 'application/pdf', begins: Buffer.from('%PDF-') },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', begins: Buffer.from('PK\x03\x04') },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', begins: Buffer.from('PK\x03\x04') },
  png: { mediaType: 'image/png', begins: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
  jpg: { mediaType: 'image/jpeg', begins: Buffer.from('\xff\xd8\xff', 'latin1') },
  jpeg: { mediaType: 'image/jpeg', begins: Buffer.from('\xff\xd8\xff', 'latin1') },
  txt: { mediaType: 'text/plain' },
};

/** Materials: on disk before the transaction that names them is committed, and fetched by id and right only. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly database: Database,
    @Inject(documentsFolder) private readonly folder: string,
  ) {}

  /** Takes the only file of a request. @throws Problem `invalid` for none, an empty one, a second one, or a kind of file that is not accepted or not what its name says; `too-large`; where the disk is full, what becomes `disk-full` */
  async upload(actor: Actor, request: FastifyRequest): Promise<DocumentView> {
    const { id, name, mediaType, size, sha256 } = await onlyFile(request, (file) => this.take(actor, file));
    await this.database.as(actor, async (tx) => {
      if ((await tx.run('delete from stray_file where id = $1', [id])) === 0) throw new Error('The upload took so long that its file was swept.');
      await tx.run('insert into document (id, name, media_type, size, sha256, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, $7)', [
        id,
        name,
        mediaType,
        size,
        sha256,
        actor.person,
        actor.now,
      ]);
    });
    return { id, name, mediaType, size, uploadedAt: actor.now };
  }

  /** Puts a file on the disk as what becomes of no document, until the record says otherwise. */
  private async take(actor: Actor, file: MultipartFile) {
    // Characters that are not seen, or turn the direction of writing, would make a name look like another.
    const name = file.filename.normalize('NFC').replace(/[\p{Cc}\p{Cf}/\\]/gu, '_').slice(-200); // oxfmt-ignore
    const kind = kinds[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
    if (!kind)
      throw invalidField('file', 'type', { zh: '只接受 PDF、Word、Excel、图片和文本文件。', en: 'Only PDF, Word, Excel, image and text files are accepted.' });
    const id = uuid();
    // The record knows of the file before the disk does, so that what becomes of no document is found and removed.
    await this.database.as(actor, (tx) => tx.run('insert into stray_file (id, person_id, since) values ($1, $2, $3)', [id, actor.person, actor.now]));
    return { id, name, mediaType: kind.mediaType, ...(await this.store(id, file, kind.begins)) };
  }

  /** A document for who may read its clue. The reading is logged before the first byte is sent. @throws Problem `not-found` */
  async read(actor: Actor, id: string, processId: string | undefined): Promise<{ name: string; mediaType: string; size: number; content: ReadStream }> {
    const row = await this.database.as(actor, async (tx) => {
      if (processId) {
        await matterFor(tx, actor, { process: processId }, 'clue.read');
        tx.enter(processId);
      }
      return tx.one<{ name: string; mediaType: string; size: number; clueId: string | null }>(
        `select name, media_type as "mediaType", size, clue_id as "clueId" from document where id = $1 and name <> ''`,
        [id],
      );
    });
    if (!row) throw new Problem('not-found');
    await logReading(this.database, actor, { what: 'document', documentId: id, clueId: row.clueId ?? undefined, processId });
    return { name: row.name, mediaType: row.mediaType, size: row.size, content: createReadStream(this.pathOf(id)) };
  }

  /** The whole file, or none: what cannot be written to its end is removed. */
  private async store(id: string, file: MultipartFile, begins: Buffer = Buffer.alloc(0)): Promise<{ size: number; sha256: Buffer }> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const part = this.pathOf(`${id}.part`);
    try {
      const written = await this.write(part, file, begins);
      await rename(part, this.pathOf(id));
      return written;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  private async write(path: string, { file }: MultipartFile, begins: Buffer): Promise<{ size: number; sha256: Buffer }> {
    const handle = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let size = 0;
    let beginning: Buffer = Buffer.alloc(0);
    try {
      for await (const chunk of file as AsyncIterable<Buffer>) {
        hash.update(chunk);
        size += chunk.length;
        if (beginning.length < begins.length) beginning = Buffer.concat([beginning, chunk]).subarray(0, begins.length);
        await handle.writeFile(chunk); // all of it: a disk that is almost full takes a part and says nothing
      }
      if (file.truncated) throw new Problem('too-large', { detail: { zh: '单个文件最大 20 MB。', en: 'A file holds at most 20 MB.' } });
      if (size === 0) throw invalidField('file', 'isNotEmpty', { zh: '文件是空的。', en: 'The file is empty.' });
      if (!beginning.equals(begins)) throw invalidField('file', 'type', { zh: '文件内容与其扩展名不符。', en: 'The file is not what its name says.' });
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { size, sha256: hash.digest() };
  }

  private readonly pathOf = (id: string) => join(this.folder, id);
}
