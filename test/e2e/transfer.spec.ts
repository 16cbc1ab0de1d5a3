import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually';
import { type Product, startGivenProduct } from '#testing/product';
import { type Cast, cast, clueOf, newClue } from './cast.js';
import { fresh, refusal } from './client.js';
import { enter } from './matter.js';
import { taskOf } from './tasks.js';

/** The whole product, as a person starts it; nothing is replaced. */
let product: Product;
let people: Cast;

beforeAll(async () => {
  product = await startGivenProduct();
  people = await cast(product);
}, 300_000);

afterAll(() => product.stop());

describe('a clue transfer', () => {
  it('goes from registration to its report, and each sees what is theirs', async () => {
    const { coordinator, reviewer, lead, supervisor, other } = people;
    const document = await coordinator.upload('银行流水.pdf', '%PDF-1.4 test');
    expect(document.status).toBe(201);
    const clue = await coordinator.ok(coordinator.post('/api/clues', { ...newClue(people), title: '违规发放津补贴', documents: [document.body.id] }, fresh()));
    expect(clue).toMatchObject({ state: 'registered', canOffer: true, amountFen: '12500000' });
    const listed = async () => (await coordinator.ok(coordinator.get('/api/clues?limit=200'))).items.find(({ id }: any) => id === clue.id);
    expect(await listed()).toMatchObject({ title: '违规发放津补贴' });

    const transfer = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }, fresh()));
    expect(transfer).toMatchObject({ type: 'clue-transfer', state: 'offered', relation: 'sender' });
    expect(transfer.number).toMatch(/^XZ-\d{4}-\d{6}$/);

    // Before the claim: number, unit, urgency, due date; no content.
    const row = await taskOf(reviewer, transfer.id, 'sign');
    expect(row).toMatchObject({ urgency: 'normal', mine: false, claim: { allowed: true }, unit: { name: expect.any(String) } });
    expect(JSON.stringify(row)).not.toContain('津补贴');
    expect((await reviewer.get(`/api/clues/${clue.id}?processId=${transfer.id}`)).status).toBe(403);
    expect((await reviewer.get(`/api/clues/${clue.id}`)).status).toBe(404);

    const claimed = await reviewer.ok(reviewer.post(`/api/tasks/${row.id}/claim`, {}, fresh()));
    expect(claimed).toMatchObject({ mine: true, clueId: clue.id });
    expect(await reviewer.ok(reviewer.get(`/api/clues/${clue.id}?processId=${transfer.id}`))).toMatchObject({
      title: '违规发放津补贴',
      documents: [{ name: '银行流水.pdf' }],
    });
    const { status, headers } = await reviewer.get(`/api/documents/${document.body.id}?processId=${transfer.id}`);
    expect([status, headers.get('content-security-policy'), headers.get('x-content-type-options')]).toEqual([200, "default-src 'none'; sandbox", 'nosniff']);

    const lost = await other.post(`/api/tasks/${row.id}/claim`);
    expect(lost).toMatchObject({ status: 409, body: { code: 'task-taken', detail: expect.stringContaining(reviewer.me.person.name) } });

    expect(await reviewer.post(`/api/tasks/${row.id}/decide`, { outcome: 'return' })).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } });
    await reviewer.ok(reviewer.post(`/api/tasks/${row.id}/decide`, { outcome: 'sign' }, fresh()));
    const receipt = await coordinator.ok(coordinator.get(`/api/processes/${transfer.id}`));
    expect(receipt.facts).toContainEqual(expect.objectContaining({ key: 'receipt', value: expect.stringMatching(/^徐纪收〔\d{4}〕\d+号$/) }));

    // The matter stays in one hand.
    const proposal = await taskOf(reviewer, transfer.id, 'propose-disposition');
    expect(proposal.mine).toBe(true);
    // The page of what has been decided says what the process waits for now, and what follows by itself.
    const decided = await reviewer.ok(reviewer.get(`/api/tasks/${row.id}`));
    expect(decided.sentence).toMatch(/^等待.*将提醒/);
    expect(decided.sentence).toBe((await reviewer.ok(reviewer.get(`/api/processes/${transfer.id}`))).waiting.sentence);

    await reviewer.ok(reviewer.post(`/api/tasks/${proposal.id}/decide`, { outcome: 'preliminary-verification', opinion: '建议初核' }));

    const approval = await taskOf(lead, transfer.id, 'approve-disposition');
    await lead.ok(lead.post(`/api/tasks/${approval.id}/claim`));
    const approving = await lead.ok(lead.get(`/api/tasks/${approval.id}`));
    expect(approving.earlier).toContainEqual(expect.objectContaining({ step: 'propose-disposition/1', content: { opinion: '建议初核' } }));
    await lead.ok(lead.post(`/api/tasks/${approval.id}/decide`, { outcome: 'send-back', reason: '依据不足' }));

    const again = await taskOf(reviewer, transfer.id, 'propose-disposition');
    await reviewer.ok(reviewer.post(`/api/tasks/${again.id}/decide`, { outcome: 'parked', opinion: '暂存' }));
    const second = await taskOf(lead, transfer.id, 'approve-disposition');
    for (const [person, kinds] of [
      [reviewer, 3],
      [lead, 5],
    ] as const) {
      const { tasks } = await person.ok(person.get(`/api/processes/${transfer.id}`));
      const ids = tasks.flatMap(({ id }: any) => id ?? []);
      expect(ids).toHaveLength(kinds);
      for (const id of ids) expect((await person.get(`/api/tasks/${id}`)).status).toBe(200); // what one could not open one is not led to
    }
    await lead.ok(lead.post(`/api/tasks/${second.id}/claim`));
    await lead.ok(lead.post(`/api/tasks/${second.id}/decide`, { outcome: 'approve' }));

    const report = await taskOf(reviewer, transfer.id, 'report-result');
    await reviewer.ok(reviewer.post(`/api/tasks/${report.id}/decide`, { outcome: 'reported', result: '已办结，问题属实' }));
    const closed = await eventually(async () => {
      const view = await coordinator.ok(coordinator.get(`/api/processes/${transfer.id}`));
      expect(view).toMatchObject({ state: 'closed', outcome: 'concluded' });
      return view;
    });

    // A copy is in nobody's hands, and is receipted also after the end.
    const intake = await enter(product, 'maodan');
    const copy = await taskOf(intake, transfer.id, 'acknowledge-copy');
    for (const act of ['claim', 'release', 'draft'])
      expect(refusal(await intake.post(`/api/tasks/${copy.id}/${act}`, act === 'draft' ? { body: {}, revision: 0 } : {}))).toMatch(
        /^409 not-(eligible|holder)$/,
      );
    await intake.ok(intake.post(`/api/tasks/${copy.id}/decide`, { outcome: 'received' }));
    expect(refusal(await intake.post(`/api/tasks/${copy.id}/decide`, { outcome: 'received' }))).toBe('409 task-decided');
    expect(await intake.ok(intake.get(`/api/tasks/${copy.id}`))).toMatchObject({ state: 'decided' });

    expect(closed.deadlines).toMatchObject(['clue.receipt', 'clue.feedback'].map((key) => ({ key, withdrawn: false })));

    // The sender sees state and receipts, nothing of the handling.
    const seen = JSON.stringify([closed, await coordinator.ok(coordinator.get(`/api/processes/${transfer.id}/timeline`))]);
    for (const secret of ['建议初核', '依据不足', '暂存', '问题属实', 'propose-disposition', 'approve-disposition', reviewer.me.person.name])
      expect(seen).not.toContain(secret);
    const watched = JSON.stringify(await supervisor.ok(supervisor.get(`/api/processes/${transfer.id}`)));
    for (const secret of ['津补贴', '建议初核', 'propose-disposition']) expect(watched).not.toContain(secret);

    // The lead learns what the sender reads of it, also after the end, and also of a title that was read on this day before it came.
    const read = async () => {
      const { items } = await lead.ok(lead.get(`/api/readings?q=${transfer.number}&limit=200`));
      return items.flatMap(({ person, what }: any) => (person.id === coordinator.me.person.id ? [what] : []));
    };
    expect(await read()).toEqual([]);
    await coordinator.ok(coordinator.get(`/api/clues/${clue.id}`));
    await listed();
    await listed();
    expect(await read()).toEqual(['title', 'clue']);
  }, 120_000);

  it('is recalled before it is signed, and can be offered anew', async () => {
    const { coordinator, reviewer } = people;
    const clue = await clueOf(people);
    const transfer = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'urgent' }));
    const row = await taskOf(reviewer, transfer.id, 'sign');
    expect(await coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'urgent' })).toMatchObject({
      status: 409,
      body: { code: 'transfer-open' },
    });
    expect(await coordinator.patch(`/api/clues/${clue.id}`, { title: '另一标题', revision: clue.revision })).toMatchObject({
      status: 409,
      body: { code: 'already-offered' },
    });
    const recalled = await coordinator.ok(coordinator.post(`/api/processes/${transfer.id}/recall`, { reason: '误送' }));
    expect(recalled).toMatchObject({ state: 'closed', outcome: 'recalled' });
    expect(recalled.path).toMatchObject([
      { name: '移交', state: 'done' },
      { name: '已撤回', state: 'done', at: recalled.closedAt },
    ]);
    expect(recalled.deadlines).toMatchObject([{ key: 'clue.urgent', withdrawn: true }]);
    expect(await reviewer.post(`/api/tasks/${row.id}/claim`)).toMatchObject({ status: 409, body: { code: 'task-decided' } });
    expect(await reviewer.ok(reviewer.get(`/api/tasks/${row.id}`))).toMatchObject({ state: 'withdrawn', deadline: { key: 'clue.urgent', withdrawn: true } });
    const corrected = await coordinator.ok(coordinator.patch(`/api/clues/${clue.id}`, { title: '另一标题', revision: clue.revision }));
    expect(corrected).toMatchObject({ title: '另一标题', state: 'recalled', canOffer: true });
    expect(await coordinator.patch(`/api/clues/${clue.id}`, { title: '旧版本', revision: clue.revision })).toMatchObject({
      status: 409,
      body: { code: 'stale' },
    });
    const anew = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
    expect(anew.id).not.toBe(transfer.id);
  }, 60_000);

  it('disappears for who declares a recusal', async () => {
    const { coordinator, reviewer, other, lead } = people;
    const clue = await clueOf(people);
    const transfer = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
    const row = await taskOf(reviewer, transfer.id, 'sign');
    await other.ok(other.post(`/api/tasks/${row.id}/claim`));
    const recusal = await other.ok(other.post('/api/recusals', { tie: 'process', processNumber: transfer.number, reason: '亲属关系' }));
    expect((await other.get(`/api/tasks/${row.id}`)).status).toBe(404);
    expect((await other.get(`/api/processes/${transfer.id}`)).status).toBe(404);
    expect((await other.post(`/api/tasks/${row.id}/claim`)).status).toBe(404);
    expect(await reviewer.ok(reviewer.post(`/api/tasks/${row.id}/claim`))).toMatchObject({ mine: true });
    expect((await lead.delete(`/api/recusals/${recusal.id}`, { reason: '关系解除' })).status).toBe(204);
    expect((await other.get(`/api/tasks/${row.id}`)).status).toBe(200);
  }, 60_000);

  it('repeats a request of one idempotency key once', async () => {
    const { coordinator } = people;
    const clue = await clueOf(people);
    const key = fresh();
    const body = { clueId: clue.id, toTeamId: people.team, urgency: 'normal' };
    const first = await coordinator.ok(coordinator.post('/api/clue-transfers', body, key));
    expect(await coordinator.ok(coordinator.post('/api/clue-transfers', body, key))).toMatchObject({ id: first.id });
    expect(await coordinator.post('/api/clue-transfers', { ...body, urgency: 'urgent' }, key)).toMatchObject({ status: 422, body: { code: 'key-used' } });
    const waited = await coordinator.ok(coordinator.post(`/api/processes/${first.id}/recall`, { reason: '撤回' }, { Prefer: 'wait=2' }));
    expect(waited.outcome).toBe('recalled');
  }, 60_000);
});
