import { NumberedView } from '../processes/views.dto.js';

export class TroubledProcessView extends NumberedView {
  type: string;
}

export class ParkedView {
  process: TroubledProcessView;
  trouble: 'parked' | 'stuck';
  /** The step at which it is stuck. */
  step?: string;
  /** What the failure is called. */
  code?: string;
  since: Date;
}

export class ParkedPage {
  items: ParkedView[];
}
