import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A phone and a window, by day and by night; two of them show all colours and both layouts to the audit. */
const sights = [
  { name: 'phone-light', width: 375, height: 812, colorScheme: 'light', isAudited: false },
  { name: 'phone-dark', width: 375, height: 812, colorScheme: 'dark', isAudited: true },
  { name: 'window-light', width: 1280, height: 900, colorScheme: 'light', isAudited: true },
  { name: 'window-dark', width: 1280, height: 900, colorScheme: 'dark', isAudited: false },
] as const;

/** The height of the phone: what is above this is seen without scrolling. */
const FIRST_SCREEN = 812;

export async function openBrowser(executablePath: string): Promise<Browser> {
  // As root, Chromium cannot have a sandbox; the pages are ours.
  return await chromium.launch({ executablePath, args: process.geteuid?.() === 0 ? ['--no-sandbox'] : [] });
}

/** An open page, and everything it did that a report must not do. */
export interface Seen {
  page: Page;
  /** Errors, refusals of its policy, and requests. */
  complaints: string[];
}

/** Opens the file in a window of its own. */
export async function open(
  browser: Browser,
  file: string,
  {
    width,
    height,
    colorScheme,
    javaScriptEnabled = true,
  }: { width: number; height: number; colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean },
): Promise<Seen> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: colorScheme ?? 'light',
    javaScriptEnabled,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}

/** What was found in all sights of a page. */
export interface Findings {
  complaints: string[];
  /** Sights in which the page is wider than the screen. */
  tooWide: string[];
  /** Breaches of WCAG 2.2 AA, with the element. */
  barriers: string[];
  /** Texts that are not on the first screen of a phone. */
  below: string[];
}

interface Sight {
  name: string;
  html: string;
  /** What a reader must see without scrolling on a phone. */
  opening: readonly RegExp[];
  /** Whether its colours are ours, and so are its barriers. */
  isOurs: boolean;
  pictures: string;
}

/** Looks at a page on every screen, and takes a picture of the first screenful of each. */
export async function lookAt(
  browser: Browser,
  { name, html, opening, isOurs, pictures }: Sight,
): Promise<Findings> {
  const file = path.join(pictures, `${name}.html`);
  writeFileSync(file, html);
  const findings: Findings = { complaints: [], tooWide: [], barriers: [], below: [] };
  await Promise.all(
    sights.map(async (sight) => {
      const { page, complaints } = await open(browser, file, sight);
      await page.screenshot({ path: path.join(pictures, `${name}-${sight.name}.png`) });
      if (await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth'))
        findings.tooWide.push(sight.name);
      if (sight.width < 500) findings.below.push(...(await textsBelow(page, opening)));
      if (isOurs && sight.isAudited)
        findings.barriers.push(...(await barriersOf(page)).map((barrier) => `${sight.name}: ${barrier}`));
      findings.complaints.push(...complaints.map((complaint) => `${sight.name}: ${complaint}`));
      await page.context().close();
    }),
  );
  return findings;
}

async function textsBelow(page: Page, opening: readonly RegExp[]): Promise<string[]> {
  const found = await Promise.all(
    opening.map(async (text) => {
      const place = page.getByText(text).first();
      const box = await place.boundingBox({ timeout: 5000 }).catch(() => null);
      return box !== null && box.y + box.height <= FIRST_SCREEN ? [] : [String(text)];
    }),
  );
  return found.flat();
}

export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations'],
  });
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
