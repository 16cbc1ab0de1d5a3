import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as browsers, type Browser, type BrowserContext, type Page, type Route } from 'playwright-core';
import { eventually } from '#testing/eventually';
import { type Product, startGivenProduct, startProduct } from '#testing/product';
import { type Cast, cast } from '../e2e/cast.js';

/** Ten times the two seconds within which one's page follows what others do; in milliseconds. */
const patience = 20_000;

/** How somebody looks at the console. */
export interface Look {
  language?: 'zh-CN' | 'en';
  width?: number;
  dark?: boolean;
}

/** The whole product, and a Chromium in which people sit before it, each in a browser of their own. */
export interface BareStage {
  product: Product;
  /** What no page may do, as far as one has done it: ask another server, or complain on its console. */
  faults: string[];
  /** Somebody who has not logged in, at the door. */
  arrive(look?: Look): Promise<Page>;
  /** Plays; where it goes wrong, each open page is kept as a picture, and the error says where. */
  play(scene: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** One with the people of the sample city. */
export interface Stage extends BareStage {
  /** The same people at the interface, for what only prepares a play. */
  people: Cast;
  /** The name and the password with which somebody of this role comes in. */
  accountOf(role: string): { name: string; password: string };
  /** Somebody of this role who has logged in through the form. */
  enter(role: string, look?: Look): Promise<Page>;
}

/** Starts the product with its sample city, and Chromium. */
export async function openStage(start = startGivenProduct): Promise<Stage> {
  const stage = await openStageOn(await start());
  const { product, arrive } = stage;
  const accountOf = (role: string) => product.accounts.find(({ roles }) => roles.includes(role))!;
  const enter = async (role: string, look?: Look) => {
    const page = await arrive(look);
    await logIn(page, accountOf(role));
    return page;
  };
  return { ...stage, people: await cast(product), accountOf, enter };
}

/** Starts the product with nobody in it, and Chromium. */
export const openEmptyStage = async (): Promise<BareStage> => openStageOn(await startProduct({ empty: true }));

async function openStageOn(product: Product): Promise<BareStage> {
  const browser = await browsers.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'] });
  const faults: string[] = [];
  const arrive = async (look: Look = {}) => arriveAt(product.url, await contextOf(browser, look, product.url, faults));
  return {
    product,
    faults,
    arrive,
    play: async (scene) => {
      try {
        await scene();
      } catch (error) {
        throw new Error([`What was to be seen then lies in ${await keepPictures(browser)}.`, ...faults].join('\n'), { cause: error });
      } finally {
        await Promise.all(browser.contexts().map(leave));
      }
    },
    close: async () => {
      await browser.close();
      await product.stop();
    },
  };
}

/** Closes what somebody sat before. What a play holds back may be on its way still: nobody wants it any more. */
async function leave(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
}

async function contextOf(browser: Browser, { language = 'zh-CN', width = 1280, dark = false }: Look, url: string, faults: string[]): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    storageState: { cookies: [], origins: [{ origin: url, localStorage: [{ name: 'language', value: language }] }] },
  });
  context.setDefaultTimeout(patience);
  context.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(`${url}/`)) faults.push(`asked ${request.url()}`);
  });
  context.on('weberror', (error) => faults.push(`threw ${String(error.error())}`));
  context.on('console', (message) => {
    // Whoever comes to the door is not logged in yet; the browser notes the answer that says so.
    const atTheDoor = message.location().url === `${url}/api/me` && message.text().includes('401');
    if (message.type() === 'error' && !atTheDoor) faults.push(`said ${message.text()} (${message.location().url})`);
  });
  return context;
}

async function arriveAt(url: string, context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Goes in by a name and a password. */
export async function logIn(page: Page, { name, password }: { name: string; password: string }): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('.shell h1').waitFor();
}

async function keepPictures(browser: Browser): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-browser-'));
  const pages = browser.contexts().flatMap((context) => context.pages());
  await Promise.all(pages.map((page, nth) => page.screenshot({ path: join(folder, `${nth + 1}.png`) }).catch(() => undefined)));
  return folder;
}

/** Marks a page; what it gives tells later whether the page is still the same, never loaded again. */
export async function mark(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate('window.marked = true');
  return () => page.evaluate('window.marked === true');
}

/** Holds the next answer to such a request back, or so many of them, once the server has given it. @returns how it goes on */
export async function holdBack(page: Page, address: RegExp, times = 1): Promise<() => void> {
  let arrive = () => {};
  const onItsWay = new Promise<void>((resolve) => (arrive = resolve));
  const held = async (route: Route) => {
    const response = await route.fetch();
    await onItsWay;
    // By then nobody may want it any more.
    await route.fulfill({ response }).catch(() => undefined);
  };
  await page.route(address, held, { times });
  return arrive;
}

/** Chooses in a select what is found by part of its name. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await box.pressSequentially(text);
  await page.locator('.ant-select-item-option', { hasText: text }).first().click();
}

/** Chooses the row of an inbox that says this, once it is there, letting it in where it waits behind the updates; what is known of it stands beside the list then. */
export async function letIn(page: Page, text: string): Promise<void> {
  const row = page.locator('.rows').getByRole('link', { name: text }).first();
  const updates = page.locator('.updates button');
  await eventually(async () => {
    // What there is to let in may change under one's hand; then one looks again.
    if (!(await row.isVisible())) await updates.click({ timeout: 1_000 });
    await row.click({ timeout: 1_000 });
  }, 2);
  await page.locator('.preview .waiting', { hasText: /\S/ }).waitFor();
}
