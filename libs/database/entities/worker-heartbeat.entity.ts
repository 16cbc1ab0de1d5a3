import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last sign of life of one worker instance. */
@Entity('worker_heartbeat')
export class WorkerHeartbeat {
  @PrimaryColumn('text')
  id: string;

  @Column('timestamptz')
  at: Date;

  /** Since when it has not reached Temporal; null while it does. */
  @Column('timestamptz', { nullable: true })
  engineAwaySince: Date | null;
}
