/** One way in which matters of a region are written down by the two sides. */
export interface Style {
  name: string;
  city: string;
  counties: string[];
  towns: string[];
  villages: string[];
  units: Unit[];
  firms: { stems: string[]; trades: string[]; forms: string[] };
  people: { surnames: string; given: string };
  projects: string[];
  kinds: Kind[];
  /** Sentences that say nothing, before and behind. */
  openings: [string[], string[]];
  endings: [string[], string[]];
  contract: (year: number, n: number) => string;
}

export interface Unit {
  name: string;
  short?: string;
  /** What it was called before a reform. */
  former?: string;
  /** A body below it that matters are often about. */
  below?: string;
}

/** A kind of matter, in the words and category systems of both sides. Placeholders: {u} unit, {m} sum, {d} date, {f} firm, {p} project, {n} person, {v} village. */
export interface Kind {
  categories: [string, string];
  a: string[];
  b: string[];
  /** Part of the work that it belongs to; parts of it are told apart by this. */
  parts?: 'year' | 'village' | 'person' | 'contract';
  /** Sums in yuan, as powers of ten. */
  sums: [number, number];
}
