import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A gap-free series of numbers: of receipts, clues or processes, by body and year. */
@Entity('number_series')
export class NumberSeries {
  @PrimaryColumn('text')
  key: string;

  /** The last number that was given out. */
  @Column('integer')
  last: number;
}
