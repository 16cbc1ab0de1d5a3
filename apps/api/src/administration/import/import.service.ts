import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database } from '#database/database';
import type { Actor } from '../../http/actor.js';
import { once } from '../../http/once.js';
import { Problem } from '../../http/problem.js';
import { invalidField } from '../../http/validation.js';
import { oneAfterTheOther } from '../administering.js';
import type { ImportReport } from './import.dto.js';
import { errorsOf, reportOf } from './import-report.js';
import { planOf } from './import-state.js';
import { type MadeLink, write } from './import-writing.js';
import { WorkbookReader } from './workbook-reader.service.js';

/** Organisations and people from a workbook: all of it, or nothing. The same workbook again changes nothing. */
@Injectable()
export class Import {
  constructor(
    private readonly database: Database,
    private readonly reader: WorkbookReader,
  ) {}

  /** What an import would add and change, and which rows are wrong. @throws Problem `invalid` at `file` */
  async preview(actor: Actor, content: Buffer): Promise<ImportReport> {
    const sheets = await this.reader.read(content);
    const { rows } = await this.database.look(actor, (tx) => planOf(tx, actor.person, sheets));
    mustHoldSomething(rows);
    return reportOf(rows, actor.language, true);
  }

  /** @throws Problem `invalid` by row and column where a single one is wrong */
  async run(actor: Actor, content: Buffer): Promise<ImportReport> {
    const sheets = await this.reader.read(content);
    const key = actor.once && { ...actor.once, hash: createHash('sha256').update(content).digest() };
    return this.database.as(actor, async (tx) => {
      await oneAfterTheOther(tx);
      const plan = await planOf(tx, actor.person, sheets);
      mustHoldSomething(plan.rows);
      const errors = errorsOf(plan.rows);
      if (errors.length > 0) throw new Problem('invalid', { errors });
      let links: MadeLink[] = [];
      await once(tx, { ...actor, once: key }, async () => {
        links = await write(tx, actor, plan);
        return uuid();
      });
      return reportOf(plan.rows, actor.language, false, links);
    });
  }
}

function mustHoldSomething(rows: unknown[]): void {
  if (rows.length === 0)
    throw invalidField('file', 'empty', {
      zh: '没有找到要导入的内容：请在“单位”或“人员”工作表中填写，第一行是表头。',
      en: 'There is nothing to import: fill in the sheet Organisations or People; its first row is the head.',
    });
}
