import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { maxSummaryBytes } from '../../src/github/summary.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderHtml } from '../../src/report/web/report.ts';
import { stories } from '../fixtures/report-stories.ts';
import { githubPage } from './github-page.ts';
import { barriersOf, lookAt, open, openBrowser } from './looking.ts';

const pictures = inject('pictures');
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser(inject('browser'));
});

afterAll(async () => {
  await browser.close();
});

const nothing = { complaints: [], tooWide: [], barriers: [], below: [] };

/** What a reader must see without scrolling: the verdict, the change, the cause and the cost. */
const openings = {
  regression: [
    /got worse: 0\.\d+ → 0\.\d+/,
    /6 of 27 tasks got worse/,
    /verification skipped 5 of 5/,
    /\$\d+\.\d\d/,
  ],
  pass: [/no regression/, /\+0\.\d+ against main/, /\$\d+\.\d\d/],
  inconclusive: [/the provider refused the key/, /0 of 81 runs valid/, /\$\d+\.\d\d/],
} as const;
const names = ['regression', 'pass', 'inconclusive'] as const;

describe('on a phone and in a window, by day and by night', () => {
  test.each(names)(
    'the HTML report of a result that is %s opens with what matters, and has no barriers',
    async (name) => {
      const html = await renderHtml(stories[name]().source);
      const sight = { name: `report-${name}`, html, opening: openings[name], isOurs: true, pictures };
      expect(await lookAt(browser, sight)).toEqual(nothing);
    },
  );

  test.each(names)(
    'the comment and the summary of a result that is %s open with what matters',
    async (name) => {
      const { verdict, facts } = stories[name]();
      const texts = {
        comment: renderComment(verdict, facts),
        summary: renderSummary(verdict, facts, maxSummaryBytes),
      };
      for (const [kind, markdown] of Object.entries(texts)) {
        const html = githubPage(markdown);
        const sight = { name: `${kind}-${name}`, html, opening: openings[name], isOurs: false, pictures };
        expect(await lookAt(browser, sight)).toEqual(nothing);
      }
    },
  );
});

describe('the HTML report', () => {
  const file = path.join(pictures, 'report-regression.html');

  test('opens a run by its link, with the task around it', async () => {
    const { page } = await open(browser, file, { width: 1280, height: 900 });
    const link = page.locator('.causes a').first();
    const run = page.locator(`[id="${(await link.getAttribute('href'))!.slice(1)}"]`);
    expect(await run.isVisible()).toBe(false);
    await link.click();
    await expect.poll(() => run.isVisible()).toBe(true);
    await expect.poll(() => isOnScreen(run)).toBe(true);
    await page.context().close();
  });

  test('can be read with the keyboard alone, and what opens has no barriers either', async () => {
    const { page, complaints } = await open(browser, file, { width: 1280, height: 900 });
    const task = page.locator('.task').first();
    await task.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    // The first fold inside: a tool call of the baseline.
    await page.keyboard.press('Enter');
    await expect.poll(() => task.getByText('First difference: tool call 4').isVisible()).toBe(true);
    expect(await task.locator('.sides .call[open]').count()).toBe(1);
    await page.evaluate(
      "for (const fold of document.querySelectorAll('.task:first-of-type details, #more details')) fold.open = true",
    );
    expect(await barriersOf(page)).toEqual([]);
    await task.screenshot({ path: path.join(pictures, 'report-regression-task.png') });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('filters its tasks, and goes to the filter by `/`', async () => {
    const { page } = await open(browser, file, { width: 1280, height: 900 });
    await page.keyboard.press('/');
    await page.keyboard.type('sql');
    await expect.poll(() => page.locator('.task:visible').count()).toBe(2);
    expect(await page.getByText('2 of 27 tasks').isVisible()).toBe(true);
    await page.context().close();
  });

  test('is all there without scripts', async () => {
    const { page } = await open(browser, file, { width: 375, height: 812, javaScriptEnabled: false });
    expect(await page.locator('.task').count()).toBe(27);
    expect(await page.locator('input').count()).toBe(0);
    await page.locator('.task summary').first().click();
    await expect.poll(() => page.getByText('First difference').first().isVisible()).toBe(true);
    await page.context().close();
  });

  test('can be printed', async () => {
    const { page } = await open(browser, file, { width: 794, height: 1123, colorScheme: 'dark' });
    const pdf = await page.pdf({ path: path.join(pictures, 'report-regression.pdf'), format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).color")).toBe(
      'rgb(31, 35, 40)',
    );
    await page.context().close();
  });
});

async function isOnScreen(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  return box !== null && box.y >= 0 && box.y < 900;
}
