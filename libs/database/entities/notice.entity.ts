import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Process } from './process.entity.js';

/** What a pool or a person is told: a reminder, something overdue, a nudge, a claim that runs out. Inserted only. */
@Entity('notice')
@Index('notice_by_pool', { synchronize: false })
@Index('notice_by_person', { synchronize: false })
@Index('notice_by_process', ['processId', 'at'])
export class Notice {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Process, { name: 'notice_process' })
  @Column('uuid')
  processId: string;

  @Column('uuid', { nullable: true })
  taskId: string | null;

  @Column('uuid', { nullable: true })
  deadlineId: string | null;

  /** `reminder`, `overdue`, `nudge` or `lease`. */
  @Column('text')
  kind: string;

  /** The rung that was climbed. */
  @Column('text', { nullable: true })
  rung: string | null;

  @Column('text', { nullable: true })
  pool: string | null;

  @Column('uuid', { nullable: true })
  personId: string | null;

  @Column('timestamptz')
  at: Date;
}
