export class PartView {
  status: 'ok' | 'attention' | 'late' | 'down' | 'unknown';
  detail?: string;
}

export class HealthPartsView {
  api: PartView;
  postgres: PartView;
  /** Heard from within ten seconds. */
  worker: PartView;
  temporal: PartView;
  /** Whether what was committed reaches the engine in time. */
  relay: PartView;
  /** Processes that are parked or stuck. */
  parked: PartView;
  /** Whether the timeline is signed in time; it grows all the same. */
  signatures: PartView;
}

export class HealthView {
  status: 'ok' | 'degraded' | 'down';
  parts: HealthPartsView;
}
