import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Clue } from './clue.entity.js';
import { Person } from './person.entity.js';

/** A file that was uploaded; its bytes lie beside the record, under its id. */
@Entity('document')
@Index('document_unnamed', ['uploadedAt'], { where: 'clue_id is null' })
export class Document {
  @PrimaryColumn('uuid')
  id: string;

  /** Null until a clue names it; one that none names is swept after a day. */
  @Index('document_by_clue')
  @ForeignKey(() => Clue, { name: 'document_clue' })
  @Column('uuid', { nullable: true })
  clueId: string | null;

  @Column('text')
  name: string;

  @Column('text')
  mediaType: string;

  /** In bytes. */
  @Column('integer')
  size: number;

  @Column('bytea')
  sha256: Buffer;

  @ForeignKey(() => Person, { name: 'document_uploader' })
  @Column('uuid')
  uploadedBy: string;

  @Column('timestamptz')
  uploadedAt: Date;
}

/** A file on the disk that no document names: it is being uploaded, or its document has been swept. After a day it goes. */
@Entity('stray_file')
@Index('stray_file_by_age', ['since'])
export class StrayFile {
  /** The name of the file, and the id of its document. */
  @PrimaryColumn('uuid')
  id: string;

  /** Who uploads or uploaded it. */
  @Column('uuid')
  personId: string;

  @Column('timestamptz')
  since: Date;
}
