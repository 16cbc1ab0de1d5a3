import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Clue } from './clue.entity.js';
import { Organization } from './organization.entity.js';
import { Process } from './process.entity.js';

/** What a clue transfer has beside its process. */
@Entity('clue_transfer')
export class ClueTransfer {
  @ForeignKey(() => Process, { name: 'clue_transfer_process' })
  @PrimaryColumn('uuid')
  processId: string;

  @Index('clue_transfer_by_clue')
  @ForeignKey(() => Clue, { name: 'clue_transfer_clue' })
  @Column('uuid')
  clueId: string;

  /** The review task force that it was offered to. */
  @ForeignKey(() => Organization, { name: 'clue_transfer_team' })
  @Column('uuid')
  toTeamId: string;

  /** The number of the receipt, given when it is signed. */
  @Column('text', { nullable: true })
  receiptNumber: string | null;

  @Column('timestamptz', { nullable: true })
  receivedAt: Date | null;

  /** The disposition that was approved. */
  @Column('text', { nullable: true })
  disposition: string | null;
}
