import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type BareStage, choose, letIn, logIn, openEmptyStage } from './stage.js';

let stage: BareStage;
const password = 'Kites over the lake';

beforeAll(async () => {
  stage = await openEmptyStage();
}, 300_000);

afterAll(() => stage.close(), 60_000);

/** Types a new password twice and goes in. */
async function takePassword(page: Page, button: string): Promise<void> {
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再次输入新密码').fill(password);
  await page.getByRole('button', { name: button }).click();
  await page.locator('.shell h1').waitFor();
}

/** Goes to an organisation in the tree. */
const goTo = (page: Page, name: string) => page.locator('.tree').getByRole('link', { name }).click();

/** Adds an organisation below the one that is shown. */
async function addBelow(page: Page, kind: string, name: string): Promise<void> {
  await page.locator('.organization').getByRole('button', { name: '添加下级单位' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, '类型', kind);
  await dialog.getByLabel('名称', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: '添加下级单位' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.tree').getByRole('link', { name }).waitFor();
}

/** Adds somebody to the organisation that is shown. @returns the link for them */
async function linkFor(page: Page, name: string, login: string, role: string): Promise<string> {
  await page.locator('.organization').getByRole('button', { name: '添加人员' }).click();
  const dialog = page.getByRole('dialog', { name: '添加人员' });
  await choose(page, '角色', role);
  await dialog.getByLabel('姓名').fill(name);
  await dialog.getByLabel('用户名').fill(login);
  await dialog.getByRole('button', { name: '添加人员' }).click();
  const link = await page.getByLabel('链接', { exact: true }).inputValue();
  await page.getByRole('button', { name: '我已交给本人' }).click();
  return link;
}

/** The same. @returns the person, come in by the link */
async function addPerson(page: Page, name: string, login: string, role: string): Promise<Page> {
  const link = await linkFor(page, name, login, role);
  const person = await stage.arrive();
  await person.goto(link);
  await takePassword(person, '设置密码并登录');
  return person;
}

/** Takes the task that an inbox shows under this name, and decides it. */
async function decide(page: Page, task: string, outcome: string | undefined, text?: { in: string; says: string }): Promise<void> {
  await letIn(page, task);
  const claim = page.locator('.preview').getByRole('button', { name: '认领' });
  const open = page.getByRole('link', { name: '办理', exact: true });
  await claim.or(open).first().waitFor();
  if (await claim.isVisible()) await claim.click();
  await open.click();
  if (outcome) await page.getByRole('radio', { name: outcome }).check();
  if (text) await page.getByLabel(text.in).fill(text.says);
  await page.getByRole('button', { name: '提交决定' }).click();
  await page.getByRole('link', { name: '返回待办' }).click();
}

it(
  'from nothing to a closed transfer: two organisations, a team and three people are set up by its pages alone',
  () =>
    stage.play(async () => {
      const administrator = await stage.arrive();
      await administrator.goto(stage.product.setupUrl!);
      await administrator.getByLabel('名称', { exact: true }).fill('徐州市');
      await administrator.getByLabel('姓名').fill('唐伟');
      await administrator.getByLabel('用户名').fill('tangwei');
      await takePassword(administrator, '完成设置并登录');

      await goTo(administrator, '徐州市');
      await addBelow(administrator, '巡察办', '市委巡察办');
      await addBelow(administrator, '被巡察单位', '市住房和城乡建设局');
      await addBelow(administrator, '审查调查专班', '审查调查一室专班');
      await goTo(administrator, '市委巡察办');
      const coordinator = await addPerson(administrator, '陈洁', 'chenjie', '巡察办工作人员');
      await goTo(administrator, '审查调查一室专班');
      const reviewer = await addPerson(administrator, '李强', 'liqiang', '审查调查人员');
      const lead = await addPerson(administrator, '王芳', 'wangfang', '专班负责人');

      await coordinator.getByRole('link', { name: '线索', exact: true }).click();
      await coordinator.getByRole('link', { name: '登记线索' }).first().click();
      await coordinator.getByLabel('标题', { exact: true }).fill('违规发放津补贴');
      await coordinator.getByLabel('内容', { exact: true }).fill('2025 年 3 月起重复发放津补贴，发放表可以印证。');
      await choose(coordinator, '涉及单位', '住房');
      await coordinator.getByLabel('姓名或岗位 1').fill('钱某某');
      await coordinator.getByRole('button', { name: '登记', exact: true }).click();
      await choose(coordinator, '接收专班', '一室');
      await coordinator.getByRole('button', { name: '移交', exact: true }).click();

      await decide(reviewer, '签收线索', '签收');
      await decide(reviewer, '提出处置意见', '初步核实', { in: '意见', says: '线索具体，建议初核。' });
      await decide(lead, '审批处置意见', '同意');
      await decide(reviewer, '反馈办理结果', undefined, { in: '结果', says: '问题属实，已责令退还。' });
      await coordinator.getByRole('link', { name: '查看流程' }).click();
      await coordinator.locator('.state-dot.closed', { hasText: '已办结' }).waitFor();

      // Whoever has set it all up sees numbers and organisations, and nothing of the matter.
      await administrator.getByRole('link', { name: '流程', exact: true }).click();
      await administrator.locator('.rows a').first().click();
      await administrator.locator('.state-dot.closed').waitFor();
      expect(await administrator.locator('body').innerText()).not.toMatch(/津补贴|钱某某|初核|退还/);
      expect(stage.faults).toEqual([]);
    }),
  240_000,
);

it(
  'gives new links to all who have set no password yet; those made before work no longer',
  () =>
    stage.play(async () => {
      const page = await stage.arrive();
      await logIn(page, { name: 'tangwei', password });
      await page.goto('/administration/organizations');
      await goTo(page, '审查调查一室专班');
      const earlier = await linkFor(page, '赵某', 'zhaomou', '审查调查人员');
      await linkFor(page, '孙某', 'sunmou', '审查调查人员');

      await page.goto('/administration/people');
      await page.locator('.row', { hasText: 'liqiang' }).waitFor();
      await page.getByRole('checkbox', { name: '仅未设密码的' }).check();
      await page.locator('.row', { hasText: 'liqiang' }).waitFor({ state: 'detached' });
      await page.locator('.row', { hasText: 'zhaomou' }).waitFor();
      expect(await page.locator('.row').count()).toBe(2);
      await page.getByRole('button', { name: '生成新链接' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '生成新链接' }).click();
      await page.getByText('已生成 2 个新链接').waitFor();
      await page.getByRole('link', { name: '流程', exact: true }).click();
      await page.goBack(); // they are kept until they are not needed any more
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: '下载链接清单' }).click();
      const list = readFileSync(await (await saving).path(), 'utf8');
      const links = list.match(/http\S+#[\w-]+/g) ?? [];
      expect(links).toHaveLength(2);
      expect(links).not.toContain(earlier);
      await page.getByRole('button', { name: '不再需要' }).click();
      await page.getByText('已生成 2 个新链接').waitFor({ state: 'detached' });

      const late = await stage.arrive();
      await late.goto(earlier);
      await late.getByText('链接已失效').waitFor();
      const coming = await stage.arrive();
      await coming.goto(links.at(list.indexOf('赵某') < list.indexOf('孙某') ? 0 : 1)!);
      await takePassword(coming, '设置密码并登录');
      expect(stage.faults).toEqual([expect.stringContaining('410 (Gone)')]); // of the earlier link, as the browser notes it
    }),
  240_000,
);
