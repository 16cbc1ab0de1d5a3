import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { eventually } from '#testing/eventually';
import { samplePeople } from '../../apps/api/src/identity/samples-people.js';
import { newClue } from '../e2e/cast.js';
import { taskOf } from '../e2e/tasks.js';
import { holdBack, letIn, logIn, type Look, mark, openStage, type Stage } from './stage.js';

let stage: Stage;
const title = '违规发放津补贴';
/** Where each role looks around. */
let places: Record<string, string[]>;
/** The page of a transfer that was recalled before anybody signed for it. */
let recalled: string;
/** What people have written, and their names: no language translates them. */
let asWritten: string[];

beforeAll(async () => {
  stage = await openStage();
  const { coordinator, reviewer, lead, team, unit } = stage.people;
  const clue = () => coordinator.ok(coordinator.post('/api/clues', { ...newClue(stage.people), title }));
  const offer = async (urgency: string) => coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: (await clue()).id, toTeamId: team, urgency }));
  const registered = await clue();
  const third = await offer('urgent');
  await taskOf(reviewer, third.id, 'sign');
  await coordinator.ok(coordinator.post(`/api/processes/${third.id}/recall`, { reason: '误送' }));
  recalled = `/processes/${third.id}`;
  const [first, second] = [await offer('urgent'), await offer('normal')];
  const { id: task } = await taskOf(reviewer, first.id, 'sign');
  await taskOf(reviewer, second.id, 'sign');
  await reviewer.ok(reviewer.post(`/api/tasks/${task}/claim`));
  await reviewer.ok(reviewer.post(`/api/tasks/${task}/note`, { text: '已联系组织部。' }));
  await coordinator.ok(coordinator.post(`/api/processes/${first.id}/nudge`));
  await reviewer.ok(reviewer.post(`/api/tasks/${task}/decide`, { outcome: 'sign' }));
  const { id: proposal } = await taskOf(reviewer, first.id, 'propose-disposition');
  await reviewer.ok(reviewer.post('/api/recusals', { tie: 'relative', relativeName: '赵某', reason: '亲属在该单位任职' }));
  const { deadlines } = await lead.ok(lead.get(`/api/processes/${first.id}`));
  const deadline = deadlines.find(({ metAt }: any) => !metAt);
  await lead.ok(lead.post(`/api/processes/${first.id}/extend`, { deadlineId: deadline.id, amount: 1, reason: '等待鉴定' }));
  const elsewhere = (await reviewer.ok(reviewer.get('/api/organizations?kind=unit'))).items.find(({ id }: any) => id !== unit);
  await reviewer.ok(reviewer.post('/api/recusals', { tie: 'unit', unitId: elsewhere.id, reason: '亲属在该单位任职' }));

  places = {
    coordinator: ['/clues', '/clues/new', `/clues/${registered.id}`, `/clues/${first.clueId}`, `/processes/${first.id}`],
    reviewer: ['/inbox', `/tasks/${proposal}`, `/tasks/${task}`, `/processes/${first.id}`, '/notices', '/recusals', '/account'],
    supervisor: ['/board', '/processes'],
    'team-lead': ['/readings', '/recusals'],
    administrator: [
      '/administration/organizations',
      `/administration/organizations?organization=${team}`,
      '/administration/people',
      `/administration/people/${reviewer.me.person.id}`,
      '/administration/import',
      '/administration/troubled',
    ],
  };
  const { content, subjects } = newClue(stage.people);
  asWritten = [
    ...[title, content, subjects[0]!.name, subjects[0]!.position, '已联系组织部。', '赵某', '亲属在该单位任职', '等待鉴定', '误送', '中文'],
    ...samplePeople.map(({ name }) => name),
  ];
}, 300_000);

afterAll(() => stage.close(), 60_000);

type Way = 'by address' | 'by link';

/** Goes there, by its address or as by a link, and waits until everything that it reads has come. */
async function settle(page: Page, path: string, how: Way): Promise<void> {
  if (how === 'by address') await page.goto(path);
  else await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`);
  await page.locator('.shell h1').waitFor();
  await eventually(async () => expect(await page.locator('.skeleton').count()).toBe(0));
}

/** What hinders people seriously, as axe finds it; no page has frames, for which it would open another page. By night a page differs from the same by day in its colours. */
async function hindrances(page: Page, { dark }: Look): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], ...(dark && { runOnly: ['color-contrast'] }) })
    .setLegacyMode()
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} at ${page.url()}: ${html}\n${failureSummary}`));
}

/** The texts that reach beyond the window or what they stand in, or of which not all shows. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('main *')]
    .filter((element) => element.childElementCount === 0 && element.textContent && !element.closest('.visually-hidden, .ant-select'))
    .filter((element) => {
      const right = (one) => one.getBoundingClientRect().right;
      return right(element) > Math.min(innerWidth, right(element.parentElement) + 1) || (element.clientWidth > 0 && element.scrollWidth > element.clientWidth);
    })
    .map(({ textContent }) => textContent)`);

/** Everything that a page says, also to who listens to it. */
const said = (page: Page): Promise<string> =>
  page.evaluate(`[document.title, document.body.innerText, ...[...document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')]
    .flatMap((element) => ['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''))].join('\\n')`);

/** The Chinese that is left of it without what people have written, and without numbers of receipts. */
const chineseIn = (text: string): string[] =>
  asWritten
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, written) => rest.replaceAll(written, ''), text.replace(/徐纪收〔\d+〕\d+号/g, ''))
    .match(/.*\p{Script=Han}.*/gu) ?? [];

/** Looks at every page as these people see it, and at the door. @returns all that is wrong with them */
async function lookAround(look: Look, where: Record<string, string[]>, how: Way, also: (page: Page) => Promise<string[]> = async () => []): Promise<string[]> {
  const wrong: string[] = [];
  const inspect = async (page: Page) => {
    wrong.push(...(await hindrances(page, look)));
    if (look.language === 'en') wrong.push(...chineseIn(await said(page)).map((line) => `Chinese at ${page.url()}: ${line}`));
    if (`${await page.title()} ${page.url()} ${decodeURI(page.url())}`.includes(title)) wrong.push(`The title of a clue is told by ${page.url()}.`);
  };
  const door = await stage.arrive(look);
  await door.locator('form').waitFor();
  await inspect(door);
  for (const [role, paths] of Object.entries(where)) {
    const page = await stage.enter(role, look);
    for (const path of paths) {
      await settle(page, path, how);
      if (path === '/inbox' && (look.width ?? 1280) >= 1280) await letIn(page, 'XZ-');
      await inspect(page);
      wrong.push(...(await also(page)).map((text) => `${path}: ${text}`));
    }
  }
  return wrong;
}

/** What stands out or is cut off where the same page is as wide as a telephone. */
async function onTelephone(page: Page): Promise<string[]> {
  const wide = page.viewportSize()!;
  await page.setViewportSize({ ...wide, width: 390 });
  await eventually(async () => expect(await page.locator('.skeleton').count()).toBe(0));
  const found = await cutOff(page);
  await page.setViewportSize(wide);
  return found;
}

it(
  'every page can be used by everybody: in Chinese, by day',
  () => stage.play(async () => expect(await lookAround({}, places, 'by link')).toEqual([])),
  240_000,
);

it(
  'every page can be used by everybody: in English and in nothing else, by night, and nothing of it stands out beside a telephone, nor is cut off',
  () => stage.play(async () => expect(await lookAround({ language: 'en', dark: true }, places, 'by link', onTelephone)).toEqual([])),
  240_000,
);

it(
  'an inbox and a task can be used by everybody on a telephone',
  () => stage.play(async () => expect(await lookAround({ width: 390 }, { reviewer: places.reviewer!.slice(0, 2) }, 'by address')).toEqual([])),
  240_000,
);

it(
  'a recalled transfer says of its task and of its deadline that they are withdrawn, and of neither that it was met',
  () =>
    stage.play(async () => {
      for (const [language, withdrawn, met] of [
        ['zh-CN', /已撤销/g, /\d+日完成/],
        ['en', /\bWithdrawn\b/g, /\bMet \d/],
      ] as const) {
        const page = await stage.enter('coordinator', { language });
        await settle(page, recalled, 'by address');
        const text = await said(page);
        expect([language, text.match(withdrawn)?.length, met.test(text)]).toEqual([language, 2, false]);
      }
    }),
  240_000,
);

it(
  'speaks English at once, and after all that follows',
  () =>
    stage.play(async () => {
      const page = await stage.enter('supervisor');
      await page.goto('/board');
      const loaded = await mark(page);
      await page.getByRole('button', { name: '账户菜单' }).click();
      await page.getByRole('menuitem', { name: 'English' }).click();
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.getByRole('columnheader', { name: 'Stage' }).waitFor();
      await page.getByRole('rowheader', { name: 'Offered' }).waitFor();
      expect(await loaded()).toBe(true);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.reload();
      await page.getByRole('rowheader', { name: 'Offered' }).waitFor();
    }),
  120_000,
);

it(
  'speaks the language of whoever comes in, where none was chosen here',
  () =>
    stage.play(async () => {
      const { supervisor } = stage.people;
      await supervisor.ok(supervisor.patch('/api/me', { language: 'en' }));
      const page = await stage.arrive();
      await page.evaluate(`localStorage.removeItem('language')`);
      await logIn(page, stage.accountOf('supervisor'));
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      await page.getByRole('button', { name: 'account menu' }).click();
      await page.getByRole('menuitem', { name: '中文' }).click();
      await page.getByRole('navigation', { name: '主导航' }).waitFor();
      await eventually(async () => expect((await supervisor.ok(supervisor.get('/api/me'))).person.language).toBe('zh-CN'));
    }),
  120_000,
);

/** Waits for the rows of an inbox, and that they are in English. */
async function rowsInEnglish(page: Page): Promise<void> {
  const rows = page.locator('.rows .row');
  await rows.first().waitFor();
  expect((await rows.allInnerTexts()).flatMap(chineseIn)).toEqual([]);
}

it(
  'speaks English still to who has logged out, come in again and loaded the page anew',
  () =>
    stage.play(async () => {
      const { reviewer } = stage.people;
      const page = await stage.enter('reviewer', { language: 'en' });
      await eventually(async () => expect((await reviewer.ok(reviewer.get('/api/me'))).person.language).toBe('en'));
      await page.getByRole('button', { name: 'account menu' }).click();
      await page.getByRole('menuitem', { name: 'Log out' }).click();
      await logIn(page, stage.accountOf('reviewer'));
      await page.goto('/inbox');
      const languages = new Set<string | undefined>();
      page.on('request', (request) => request.url().includes('/api/tasks?') && languages.add(request.headers()['accept-language']));
      await page.reload();
      await rowsInEnglish(page);
      expect([...languages]).toEqual(['en']);
    }),
  120_000,
);

it(
  'shows nothing in the language from before, though its answer comes after that to which one has changed',
  () =>
    stage.play(async () => {
      const page = await stage.enter('reviewer');
      const read = await holdBack(page, /\/api\/tasks\?box=/, 2); // of one's own and of the pools
      await page.goto('/inbox');
      await page.getByRole('button', { name: '账户菜单' }).click();
      await page.getByRole('menuitem', { name: 'English' }).click();
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
      read();
      await rowsInEnglish(page);
    }),
  120_000,
);

it('no page has asked another server or complained', () => expect(stage.faults).toEqual([]));
