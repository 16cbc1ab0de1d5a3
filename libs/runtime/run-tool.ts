import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ToolOptions {
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  cwd?: string;
  /** Ends the tool when we are to stop. */
  signal?: AbortSignal;
  /** Told each line that it writes, on either stream. */
  onLine?: (line: string) => void;
}

/** Runs a program to its end. @returns all that it wrote @throws an error with its last lines where it fails */
export function runTool(program: string, parameters: string[], { onLine, ...options }: ToolOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const child = spawn(program, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine?.(line);
      });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(lines.join('\n'));
      else reject(new Error(`${program} ended with ${signal ?? code}: ${lines.slice(-8).join('\n')}`));
    });
  });
}
