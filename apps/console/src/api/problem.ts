/** An error as the API tells it (RFC 9457), or one of our own where the server could not be reached (`server-away`). */
export interface ProblemBody {
  title: string;
  status: number;
  detail?: string;
  code: string;
  traceId?: string;
  errors?: { field: string; code: string; message: string }[];
  [more: string]: unknown;
}

export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.code);
  }

  get code(): string {
    return this.body.code;
  }

  /** By field, as the API names it: `subjects.0.name`. */
  get fields(): Record<string, string> {
    return Object.fromEntries((this.body.errors ?? []).map(({ field, message }) => [field, message]));
  }
}

export const isProblem = (error: unknown, code: string): error is Problem => error instanceof Problem && error.code === code;

/** Whether it says that there is nothing there, or nothing for this reader. */
export const isOutOfSight = (error: unknown): boolean => isProblem(error, 'not-found') || isProblem(error, 'not-allowed');
