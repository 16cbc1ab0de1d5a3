import { NamedView } from '../processes/views.dto.js';

export class BoardEngineView {
  away: boolean;
  since?: Date;
  parked: number;
  stuck: number;
}

export class BoardTotalView {
  key: string;
  name: string;
  count: number;
  /** The query of GET /processes that yields exactly these rows. */
  query: string;
}

export class BoardStateView {
  type: string;
  state: string;
  name: string;
  open: number;
  overdue: number;
  query: string;
}

export class BoardOrganizationView {
  organization: NamedView;
  open: number;
  overdue: number;
  silent: number;
  query: string;
}

export class BoardView {
  generatedAt: Date;
  engine: BoardEngineView;
  totals: BoardTotalView[];
  byState: BoardStateView[];
  byOrganization: BoardOrganizationView[];
}
