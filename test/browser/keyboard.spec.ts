import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startProduct } from '#testing/product';
import { clueOf } from '../e2e/cast.js';
import { standStill } from '../e2e/standing-still.js';
import { taskOf } from '../e2e/tasks.js';
import { choose, holdBack, mark, openStage, type Stage } from './stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(startProduct); // whose engine will be away
}, 300_000);

afterEach(() => expect(stage.faults.splice(0)).toEqual([]));
afterAll(() => stage.close(), 60_000);

/** Lets the pool of the task force hold another clue to sign. @returns the number of its process */
async function offer(): Promise<string> {
  const { coordinator, reviewer, team } = stage.people;
  const { id } = await clueOf(stage.people);
  const process = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: id, toTeamId: team, urgency: 'normal' }));
  await taskOf(reviewer, process.id, 'sign');
  return process.number;
}

it(
  'leads through the inbox without a mouse',
  () =>
    stage.play(async () => {
      const numbers = [await offer(), await offer()];
      const page = await stage.enter('reviewer');
      await page.goto('/inbox/pool');
      await page.locator('.rows .row').nth(1).waitFor();
      const chosen = page.locator('.rows a[aria-current=true]');
      const rows = await page.locator('.rows a .row-second .number').allTextContents();
      expect(rows.toSorted()).toEqual(numbers);

      await page.keyboard.press('j');
      await chosen.getByText(rows[0]!).waitFor();
      await page.keyboard.press('j');
      await chosen.getByText(rows[1]!).waitFor();
      await page.keyboard.press('k');
      await chosen.getByText(rows[0]!).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/tasks/*');
      await page.getByText('认领后可以查看线索内容').waitFor();
      await page.keyboard.press('Escape');
      await page.waitForURL('**/inbox');

      await page.locator('.rows .row').first().waitFor();
      await page.keyboard.press('j');
      await chosen.waitFor();
      await page.keyboard.press('c');
      await chosen.getByText('我持有至').waitFor();
      await page.keyboard.press('e');
      await page.locator('#decide input:focus').waitFor();
      await page.getByRole('heading', { name: '工程招投标问题' }).waitFor();
      await page.keyboard.press('Escape');
      await page.waitForURL('**/inbox');

      await page.locator('.rows .row').first().waitFor();
      await page.keyboard.press('/');
      await page.locator('.search input:focus').waitFor();
      await page.keyboard.type('jc?/');
      expect(await page.getByRole('textbox', { name: '编号或单位' }).inputValue()).toBe('jc?/');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }),
  120_000,
);

it(
  'shows what one has claimed, though it was still being read, and news was quicker than the answer',
  () =>
    stage.play(async () => {
      const number = await offer();
      const page = await stage.enter('reviewer');
      await page.goto('/inbox');
      const read = await holdBack(page, /\/api\/tasks\/[0-9a-f-]{36}$/);
      const claimed = await holdBack(page, /\/claim$/);
      await page.locator('.rows a', { hasText: number }).click();
      await page.getByRole('button', { name: '认领' }).click();
      await page.locator('.row.chosen', { hasText: '我持有至' }).waitFor();
      const answer = page.waitForResponse(/\/claim$/);
      claimed();
      await (await answer).finished();
      read();
      await page.getByRole('link', { name: '办理', exact: true }).click();
      await page.getByRole('radio', { name: '签收' }).waitFor();
    }),
  120_000,
);

it(
  'keeps nothing in the inbox that one has decided oneself',
  () =>
    stage.play(async () => {
      const [stays, number] = [await offer(), await offer()];
      const page = await stage.enter('reviewer');
      await page.goto('/inbox');
      await page.locator('.row', { hasText: stays }).waitFor();
      await page.locator('.rows a', { hasText: number }).click();
      await page.getByRole('button', { name: '认领' }).click();
      await page.getByRole('link', { name: '办理', exact: true }).click();
      await page.getByRole('radio', { name: '退回' }).check();
      await page.getByLabel('理由').fill('不属于受理范围');
      const read = await holdBack(page, /\/api\/tasks\?box=mine/, 100); // what was read before is all that there is to show
      await page.getByRole('button', { name: '提交' }).click();
      await page.getByText('已退回').waitFor();
      await page.getByRole('link', { name: '返回待办' }).click();
      await page.locator('.row', { hasText: stays }).waitFor();
      expect(await page.locator('.row', { hasText: number }).count()).toBe(0);
      read();
    }),
  120_000,
);

it(
  'offers to read once more what could not be read',
  () =>
    stage.play(async () => {
      const number = await offer();
      const page = await stage.enter('supervisor');
      await page.waitForURL('**/board'); // where who watches begins
      const refused = { status: 400, contentType: 'application/problem+json', body: JSON.stringify({ code: 'bad-request', title: '请求有误。', status: 400 }) };
      await page.route(/\/api\/processes/, (route) => route.fulfill(refused));
      await page.goto('/processes');
      await page.getByText('请求有误。').waitFor();
      await page.unroute(/\/api\/processes/);
      await page.getByRole('button', { name: '重试' }).click();
      await page.locator('.row', { hasText: number }).waitFor();
      expect(await page.getByText('请求有误。').count()).toBe(0);
      expect(stage.faults.splice(0)).toEqual([expect.stringContaining('400')]);
    }),
  120_000,
);

it(
  'takes from the inbox what one is recused from',
  () =>
    stage.play(async () => {
      const number = await offer();
      const page = await stage.enter('reviewer');
      await page.goto('/inbox');
      await page.locator('.row', { hasText: number }).waitFor();
      const inbox = await mark(page);
      const other = await page.context().newPage();
      await other.goto('/recusals');
      await other.getByRole('radio', { name: '与某个流程有关' }).check();
      await other.getByLabel('流程编号').fill(number);
      await other.getByLabel('具体情况').fill('近亲属是当事人');
      await other.getByRole('button', { name: '声明回避' }).click();
      await other.getByRole('dialog').getByRole('button', { name: '声明回避' }).click();
      await other.getByText('生效中').waitFor();

      await page.locator('.row.gone', { hasText: number }).waitFor();
      await page.locator('.updates button').click();
      await page.locator('.row', { hasText: number }).waitFor({ state: 'detached' });
      expect(await inbox()).toBe(true);
    }),
  120_000,
);

it('shows nothing any more of what one may no longer see, on pages that are open', async () => {
  await stage.play(async () => {
    const { reviewer } = stage.people;
    const number = await offer();
    const task = await stage.enter('reviewer');
    await task.goto('/inbox');
    await task.locator('.rows a', { hasText: number }).click();
    await task.getByRole('button', { name: '认领' }).click();
    await task.getByRole('link', { name: '办理', exact: true }).click();
    await task.getByRole('heading', { name: '工程招投标问题' }).waitFor();
    const process = await task.context().newPage();
    const { items } = await reviewer.ok(reviewer.get(`/api/processes?q=${number}`));
    await process.goto(`/processes/${items[0].id}`);
    await process.getByRole('heading', { name: number }).waitFor();
    await reviewer.ok(reviewer.post('/api/recusals', { tie: 'process', processNumber: number, reason: '近亲属' }));
    for (const page of [task, process]) {
      await page.getByRole('heading', { name: '没有找到，或者您无权查看' }).waitFor();
      expect(await page.locator('main').textContent()).not.toMatch(/工程招投标问题|围标|赵某某|等待|XZ-/);
    }
  });
  // The browser notes each answer that says so, the last perhaps while its page closes.
  expect(stage.faults.splice(0).filter((fault) => !/\b40[34]\b/.test(fault))).toEqual([]);
}, 120_000);

it(
  'voids a clue, and says why ever after',
  () =>
    stage.play(async () => {
      const { id } = await clueOf(stage.people);
      const page = await stage.enter('coordinator');
      await page.goto(`/clues/${id}`);
      await page.getByRole('button', { name: '作废' }).click();
      const dialog = page.getByRole('dialog', { name: '作废这条线索？' });
      await dialog.getByRole('button', { name: '作废' }).click();
      await dialog.getByText('请填写此项。').waitFor();
      await dialog.getByLabel('理由').fill('重复登记');
      await dialog.getByRole('button', { name: '作废' }).click();
      await page.getByText('已作废。理由：重复登记').waitFor();
      expect(await page.getByRole('button', { name: /更正|移交|作废/ }).count()).toBe(0);
    }),
  120_000,
);

it(
  'says that the engine is away, on the board too, and keeps what one types',
  () =>
    stage.play(async () => {
      const board = await stage.enter('supervisor');
      await board.goto('/board');
      const note = board.locator('main').getByText('流程引擎离线');
      const page = await stage.enter('coordinator');
      await page.goto('/clues/new');
      await page.getByLabel('标题', { exact: true }).fill('违规发放津补贴');
      const bar = page.getByText('流程引擎暂时离线');
      const goOn = standStill(stage.product, 'temporal');
      try {
        await bar.waitFor({ timeout: 60_000 });
        await note.waitFor();
        await page.getByLabel('内容', { exact: true }).fill('会议纪要和发放表可以印证。');
      } finally {
        goOn();
      }
      await bar.waitFor({ state: 'detached', timeout: 60_000 });
      await note.waitFor({ state: 'detached' });
      expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('违规发放津补贴');
      await choose(page, '涉及单位', '住房');
      await page.getByRole('button', { name: '登记', exact: true }).click();
      await page.getByRole('heading', { name: '违规发放津补贴' }).waitFor();
      await page.getByText('会议纪要和发放表可以印证。').waitFor();
    }),
  240_000,
);
