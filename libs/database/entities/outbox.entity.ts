import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A bell that the relay has still to ring. It has no foreign key, so that the relay never waits for a command. */
@Entity('outbox')
export class Outbox {
  /** A bigint, as text. Ids commit out of order. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Index('outbox_by_process')
  @Column('uuid')
  processId: string;

  /** The command that it announces; null where it says only "look". */
  @Column('integer', { nullable: true })
  seq: number | null;

  @Column('timestamptz')
  at: Date;

  /** An administrator wants the process driven again, even where its workflow has ended. */
  @Column('boolean', { default: false })
  retry: boolean;

  /** Until when one relay has it in hand. */
  @Column('timestamptz', { nullable: true })
  leasedUntil: Date | null;

  /** Until when it may wait for another one to go with. */
  @Column('timestamptz', { name: 'patient_until', nullable: true })
  patientUntil: Date | null;
}
