export class SessionView {
  id: string;
  openedAt: Date;
  seenAt: Date;
  expiresAt: Date;
  /** From where, and what the browser called itself. */
  address: string;
  agent: string;
  /** Whether this request came with it. */
  current: boolean;
}

export class SessionList {
  items: SessionView[];
}
