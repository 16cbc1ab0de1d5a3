import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Clue } from './clue.entity.js';
import { Person } from './person.entity.js';

/** A file that was uploaded; its bytes lie beside the record, under their hash. */
@Entity('document')
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
