import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { clueOf } from '../e2e/cast.js';
import { choose, letIn, mark, openStage, type Stage } from './stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 300_000);

afterAll(() => stage.close(), 60_000);

it(
  'plays a transfer from registration to its end, and the pages of all others follow by themselves',
  () =>
    stage.play(async () => {
      const { people } = stage;
      // One transfer is there already: a list that holds something moves nothing under its reader.
      const other = await clueOf(people);
      await people.coordinator.ok(people.coordinator.post('/api/clue-transfers', { clueId: other.id, toTeamId: people.team, urgency: 'normal' }));

      const coordinator = await stage.enter('coordinator');
      const reviewer = await stage.enter('reviewer');
      const lead = await stage.enter('team-lead');
      const supervisor = await stage.enter('supervisor');
      await reviewer.goto('/inbox');
      await reviewer.locator('.rows .row').waitFor();
      await lead.goto('/inbox');
      await supervisor.goto('/board');
      const closedThisMonth = supervisor.locator('.totals li', { hasText: '本月办结' }).locator('.total-count');
      expect(await closedThisMonth.textContent()).toBe('0');
      await coordinator.getByRole('link', { name: '线索', exact: true }).click();
      const stillThere = await Promise.all([coordinator, reviewer, lead, supervisor].map(mark));

      // The coordinator registers a clue, and corrects it.
      await coordinator.getByRole('link', { name: '登记线索' }).click();
      await coordinator.getByLabel('标题', { exact: true }).fill('违规发放津补贴');
      await coordinator.getByLabel('内容', { exact: true }).fill('2025 年 3 月起，以加班费名义向机关人员重复发放津补贴，会议纪要和发放表可以印证。');
      await coordinator.getByLabel('涉及金额（元）').fill('12500');
      await choose(coordinator, '涉及单位', '住房');
      await coordinator.getByLabel('姓名或岗位 1').fill('钱某某');
      await coordinator.getByLabel('职务 1').fill('科长');
      await coordinator.locator('input[type=file]').setInputFiles({ name: '发放表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 test') });
      await coordinator.getByRole('button', { name: '移除 发放表.pdf' }).waitFor();
      await coordinator.getByRole('button', { name: '登记', exact: true }).click();
      await coordinator.getByText('12,500.00').waitFor();
      await coordinator.getByRole('button', { name: '更正' }).click();
      await coordinator.getByLabel('涉及金额（元）').fill('125000');
      await coordinator.getByRole('button', { name: '保存更正' }).click();
      await coordinator.getByText('125,000.00').waitFor();

      // Offered, it comes into the pool of the task force, due before what lies there; what it says stays outside.
      await choose(coordinator, '接收专班', '一');
      await coordinator.getByRole('radio', { name: '即查即办' }).check();
      await coordinator.getByRole('button', { name: '移交', exact: true }).click();
      const number = (await coordinator.getByText(/^XZ-\d{4}-\d{6}$/).textContent())!;
      await reviewer.getByRole('button', { name: '1 条更新' }).click();
      await letIn(reviewer, number);
      expect(await reviewer.locator('body').innerText()).not.toContain('津补贴');

      // Claimed, it opens; what is typed is kept.
      await reviewer.getByRole('button', { name: '认领' }).click();
      await reviewer.getByRole('link', { name: '办理', exact: true }).click();
      await reviewer.getByRole('heading', { name: '违规发放津补贴' }).waitFor();
      await reviewer.getByText('钱某某（科长）').waitFor();
      await reviewer.getByRole('radio', { name: '退回' }).check();
      await reviewer.getByLabel('理由').fill('似非本专班管辖');
      await reviewer.getByText('草稿已保存').waitFor();
      const elsewhere = await reviewer.context().newPage();
      await elsewhere.goto(reviewer.url());
      expect(await elsewhere.getByLabel('理由').inputValue()).toBe('似非本专班管辖');
      await elsewhere.close();
      await reviewer.getByRole('radio', { name: '签收' }).check();
      await reviewer.getByRole('button', { name: '提交决定' }).click();
      await coordinator
        .getByText(/徐纪收〔\d{4}〕\d+号/)
        .first()
        .waitFor();

      // Proposed by the reviewer, approved by the lead.
      await reviewer.getByRole('link', { name: '返回待办' }).click();
      await letIn(reviewer, '提出处置意见');
      await reviewer.getByRole('link', { name: '办理', exact: true }).click();
      await reviewer.getByRole('radio', { name: '初步核实' }).check();
      await reviewer.getByLabel('意见').fill('线索具体，建议初核。');
      await reviewer.getByRole('button', { name: '提交决定' }).click();
      await reviewer.getByText('已提交：初步核实').waitFor();
      await letIn(lead, '审批处置意见');
      await lead.getByRole('button', { name: '认领' }).click();
      await lead.getByRole('link', { name: '办理', exact: true }).click();
      await lead.getByText('线索具体，建议初核。').waitFor();
      await lead.getByRole('radio', { name: '同意' }).check();
      await lead.getByRole('button', { name: '提交决定' }).click();

      // Reported, it is closed; the sender has state and receipt, and nothing of the handling.
      await reviewer.getByRole('link', { name: '返回待办' }).click();
      await letIn(reviewer, '反馈办理结果');
      await reviewer.getByRole('link', { name: '办理', exact: true }).click();
      await coordinator.getByRole('link', { name: '查看流程' }).click();
      await coordinator.getByRole('heading', { name: number }).waitFor();
      await reviewer.getByLabel('结果').fill('问题属实，已责令退还。');
      await reviewer.getByRole('button', { name: '提交决定' }).click();
      await coordinator.locator('.state-dot.closed', { hasText: '已办结' }).waitFor();
      const shown = await coordinator.locator('body').innerText();
      for (const secret of ['初核', '初步核实', '问题属实', people.reviewer.me.person.name]) expect(shown).not.toContain(secret);
      await closedThisMonth.getByText('1', { exact: true }).waitFor();

      expect(await Promise.all(stillThere.map((isThere) => isThere()))).toEqual([true, true, true, true]);
      expect(stage.faults).toEqual([]);
    }),
  240_000,
);
