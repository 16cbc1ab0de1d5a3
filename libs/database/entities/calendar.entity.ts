import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A day that differs from its weekday: a holiday, or a weekend that is worked. */
@Entity('calendar_day')
export class CalendarDay {
  /** YYYY-MM-DD, a day of Asia/Shanghai. */
  @PrimaryColumn('date')
  day: string;

  @Column('boolean')
  working: boolean;

  /** The holiday that it belongs to. */
  @Column('text')
  name: string;

  @Column('text')
  nameEn: string;
}

/** A year whose holidays are known; a deadline in any other is provisional. */
@Entity('calendar_year')
export class CalendarYear {
  @PrimaryColumn('integer')
  year: number;

  /** The notice that fixed the holidays. */
  @Column('text')
  basis: string;
}
