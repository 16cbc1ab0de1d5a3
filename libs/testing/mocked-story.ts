import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { pino } from 'pino';
import { clock } from '#domain/clock';
import { engineAt } from '#temporal/client';
import { workflowIdOf } from '#temporal/names';
import { startWorker } from '#temporal/worker-host';
import { type Command, type ProcessInput, wake } from '#workflows/kit/contract';
import type { KitActivities } from '#workflows/kit/record';
import { engine } from './engine.js';
import { eventually } from './eventually.js';
import { fastForward, type Span } from './fast-forward.js';
import { bundleOf } from './story-harness.js';

type Mocked = { [Name in keyof KitActivities]: jest.Mock<KitActivities[Name]> };

/** A story that is told on the real engine with a record that only pretends. */
export interface MockedStory {
  process: string;
  /** The activities of the kit; each tells at first that nothing is to be done, and to look again in a day. */
  record: Mocked;
  /** What the record holds. A spec may put commands there by itself, and ring. */
  commands: Command[];
  handle: WorkflowHandle;
  /** Waits until the step is asked for, puts a decision on the record and rings the bell. */
  decide(step: string, outcome: string, by?: string): Promise<void>;
  ring(upTo?: number): Promise<void>;
  /** Moves the workflow ahead by so much of its time. */
  forward(span: Span): Promise<void>;
  stop(): Promise<void>;
}

const day = 86_400_000;

/** Starts a story. `input` is told besides its id and version; `commands` are on the record already. */
export async function mockedStory(type: string, input: Record<string, unknown>, commands: Command[] = []): Promise<MockedStory> {
  const there = { address: engine().temporal.address, namespace: engine().temporal.namespace };
  const ours = engineAt(there);
  const taskQueue = `mocked-${randomUUID()}`;
  const process = randomUUID();
  const daily = () => Promise.resolve({ nextIn: day, nextAt: clock.now().getTime() + day });
  const record: Mocked = {
    read: jest.fn<KitActivities['read']>(({ after }) =>
      Promise.resolve({ commands: commands.filter(({ seq }) => seq > after), upTo: commands.length, more: false, steps: {} }),
    ),
    openTask: jest.fn<KitActivities['openTask']>(daily),
    attend: jest.fn<KitActivities['attend']>(daily),
    openCopy: jest.fn<KitActivities['openCopy']>(() => Promise.resolve()),
    awaitMoment: jest.fn<KitActivities['awaitMoment']>(() => Promise.resolve({ over: false, nextIn: day, nextAt: clock.now().getTime() + day })),
    settle: jest.fn<KitActivities['settle']>(({ side }) => Promise.resolve({ side })),
    startChildren: jest.fn<KitActivities['startChildren']>(() => Promise.resolve()),
    progress: jest.fn<KitActivities['progress']>(() => Promise.resolve({ open: 0, closed: 0, outcomes: {} })),
    recallChildren: jest.fn<KitActivities['recallChildren']>(() => Promise.resolve()),
    close: jest.fn<KitActivities['close']>(() => Promise.resolve()),
  };
  const book = { stuck: () => Promise.resolve(), healed: () => Promise.resolve() };
  const worker = startWorker({ ...there, taskQueue, workflowBundle: await bundleOf(), activities: record, book, log: pino({ level: 'silent' }) });
  const workflowId = workflowIdOf(process);
  const told: ProcessInput & Record<string, unknown> = { ...input, id: process, version: 1 };
  const handle = await ours.client.workflow.signalWithStart(type, { workflowId, taskQueue, args: [told], signal: wake, signalArgs: [{ process }] });
  const ring = (upTo = commands.length) => handle.signal(wake, { process, upTo });
  return {
    process,
    record,
    commands,
    handle,
    ring,
    async decide(step, outcome, by = 'a') {
      await eventually(() => {
        if (!record.openTask.mock.calls.some(([task]) => task.step === step)) throw new Error(`${step} is not asked for.`);
      });
      commands.push({ seq: commands.length + 1, kind: 'decide', task: step, outcome, by });
      await ring();
    },
    forward: (span) => fastForward(ours.client, workflowId, span),
    async stop() {
      await handle.terminate().catch(() => undefined); // most have ended
      await worker.shutdown();
      await ours.close();
    },
  };
}
