import { IsIn } from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { PageQuery } from '../http/paging.dto.js';
import { OptionalText } from '../http/text.js';
import { NumberedView, PersonView } from '../processes/views.dto.js';
import { type Readable, readables } from './read-log.js';

export class ReadingsQuery extends PageQuery {
  /** Only readings of this kind of content. */
  @MayBeLeftOut()
  @IsIn(readables)
  what?: Readable;

  /** The beginning of a number, or part of a reader's name. */
  @OptionalText(80)
  q?: string;
}

export class ReadingView {
  id: string;
  at: Date;
  person: PersonView;
  what: string;
  /** The kind of content in words, never the content. */
  words: string;
  process: NumberedView;
}

export class ReadingPage {
  items: ReadingView[];
  nextCursor?: string;
}
