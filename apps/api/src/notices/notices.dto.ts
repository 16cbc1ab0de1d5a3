import { NumberedView } from '../processes/views.dto.js';

export class NoticeView {
  id: string;
  kind: string;
  words: string;
  process: NumberedView;
  /** Where the reader may open it. */
  taskId?: string;
  at: Date;
}

export class NoticePage {
  items: NoticeView[];
  nextCursor?: string;
}
