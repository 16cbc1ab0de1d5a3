// Real: the worker, which tells each story again from what the engine wrote down.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { trialDefinitions } from '#testing/trials/definitions';
import { bundleOf } from '#testing/story-harness';
import { allDefinitions } from '#workflows/contracts';
import { historyOf, payloadsOf, type Recorded, recordedHistories } from './histories.js';

const histories = recordedHistories();
const replay = (recorded: Recorded) => Worker.runReplayHistory({ workflowBundle: bundle }, historyOf(recorded));
let bundle: { codePath: string };
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF', forward: {} } } }); // what is refused is expected to be
  bundle = await bundleOf();
});

const copyOf = (recorded: Recorded): Recorded => structuredClone(recorded);
const whole = histories.find(({ outcome, type }) => type === 'clue-transfer' && outcome === 'concluded')!;

it('tells every story again as it was told', async () => {
  const failed: string[] = [];
  const all = histories.map((recorded, index) => ({ workflowId: `${index}`, history: historyOf(recorded) }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle }, all))
    if (error) failed.push(`${histories[Number(workflowId)]!.name}: ${error.message}`);
  expect(failed).toEqual([]);
});

describe('a history that was edited is refused', () => {
  it('where an effect is missing', async () => {
    const edited = copyOf(whole);
    const { events } = edited.history;
    events.splice(events.findIndex(({ eventType }) => eventType === 'EVENT_TYPE_MARKER_RECORDED'), 1); // oxfmt-ignore
    for (const [index, event] of events.entries()) event.eventId = String(index + 1);
    await expect(replay(edited)).rejects.toThrow();
  });

  it('where a step has another name', async () => {
    const text = JSON.stringify(whole);
    const renamed = text.replaceAll(/"data":"([^"]+)"/g, (_, data: string) => {
      const plain = Buffer.from(data, 'base64').toString().replaceAll('propose-disposition/1', 'propose-disposition/7');
      return `"data":"${Buffer.from(plain).toString('base64')}"`;
    });
    expect(renamed).not.toBe(text);
    await expect(replay(JSON.parse(renamed) as Recorded)).rejects.toThrow(DeterminismViolationError);
  });

  it('where it belongs to another story', async () => {
    const edited = copyOf(histories.find(({ type }) => type === 'errand')!);
    const started = edited.history.events[0]!.workflowExecutionStartedEventAttributes as { workflowType: { name: string } };
    started.workflowType.name = 'branches';
    await expect(replay(edited)).rejects.toThrow();
  });
});

const definitions = [...allDefinitions().filter(({ type }) => !trialDefinitions.some((trial) => trial.type === type)), ...trialDefinitions];

it.each(definitions.map((definition) => [definition.type, definition] as const))(
  'has a history for every outcome of %s, and of each of its tasks',
  (type, definition) => {
    const ours = histories.filter((recorded) => recorded.type === type);
    expect([...new Set(ours.map(({ outcome }) => outcome))].sort()).toEqual(Object.keys(definition.outcomes).sort());
    const decided = ours
      .flatMap(({ history }) => payloadsOf(history))
      .flatMap((payload) => (payload as { commands?: { task?: string; outcome?: string }[] }).commands ?? []);
    const seen = new Set(decided.map(({ task, outcome }) => `${task?.split('/')[0]} ${outcome}`));
    const asked = Object.entries(definition.tasks).flatMap(([task, { copy, outcomes }]) =>
      copy ? [] : Object.keys(outcomes).map((outcome) => `${task} ${outcome}`),
    );
    expect(asked.filter((one) => !seen.has(one))).toEqual([]);
  },
);

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const idOrCode = new RegExp(`^(${uuid}(/[a-z-]+)?|[A-Za-z0-9]([A-Za-z0-9./-]{0,80})|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)$`);

it('holds ids, codes and dates, and nothing that people wrote', () => {
  const strings = (value: unknown): string[] => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)]) : []); // oxfmt-ignore
  for (const { name, history } of histories) {
    const payloads = payloadsOf(history);
    expect(payloads.length).toBeGreaterThan(3);
    const odd = strings(payloads).filter((text) => !idOrCode.test(text.replaceAll('_', '-')));
    expect({ name, odd }).toEqual({ name, odd: [] });
  }
});
