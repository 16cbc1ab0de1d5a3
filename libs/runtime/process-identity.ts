import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in whatever form the system tells it. */
  started: string;
}

/** The process that has this number now, or undefined where none has; one that has ended and waits to be collected is none. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const [state, started] = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  return started === undefined || state?.startsWith('Z') ? undefined : { pid, started };
}

/** Whether that very process still runs. */
export const isRunning = ({ pid, started }: ProcessIdentity): boolean => identityOf(pid)?.started === started;

/** Ends that very process: asks with `signal`, and ends it by force after `patience` milliseconds. */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, patience: number): Promise<void> {
  if (!isRunning(identity)) return;
  send(identity.pid, signal);
  if (await gone(identity, patience)) return;
  send(identity.pid, 'SIGKILL');
  await gone(identity, 5_000);
}

async function gone(identity: ProcessIdentity, patience: number): Promise<boolean> {
  for (const from = performance.now(); performance.now() - from < patience;) {
    if (!isRunning(identity)) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return !isRunning(identity);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The state is the third field and the start the twenty-second; the second, the name, may hold blanks and brackets. */
function fromProc(pid: number): (string | undefined)[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [fields[0], fields[19]];
  } catch {
    return [];
  }
}

function fromPs(pid: number): (string | undefined)[] {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [state, ...started] = line.split(/\s+/);
    return [state, started.join(' ') || undefined];
  } catch {
    return [];
  }
}
