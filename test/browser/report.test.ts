import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { maxSummaryBytes } from '../../src/github/summary.ts';
import { verdictEnding } from '../../src/action/verdict-ending.ts';
import { leaderboardOf } from '../../src/legs/leaderboard.ts';
import type { Leg } from '../../src/legs/leg.ts';
import { withSection } from '../../src/comment/body.ts';
import { renderLeaderboardHtml } from '../../src/legs/page.ts';
import { renderLeaderboard } from '../../src/legs/markdown.ts';
import { renderNotEvaluated } from '../../src/comment/not-evaluated.ts';
import { evaluation } from '../fixtures/legs.ts';
import { noSecrets } from '../fixtures/report.ts';
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
  worseThanArm: [
    /got worse than base abc123\u200B?4, run beside it: 0\.\d+ → 0\.\d+/,
    /confirmed by fresh runs of both sides/,
    /\$\d+\.\d\d for the base arm/,
  ],
  inconclusive: [/the provider refused the key/, /0 of 81 runs valid/, /\$\d+\.\d\d/],
} as const;
const names = ['regression', 'worseThanArm', 'pass', 'inconclusive'] as const;

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

describe('without a result of its own', () => {
  test('the comment of a commit that was not evaluated says so, why, and what the last verdict was for', async () => {
    const failure = {
      code: 'cluster-unreachable' as const,
      message: 'The API server https://10.0.0.1:6443 does not answer: connect ECONNREFUSED.',
      hint: 'Check the address in the kubeconfig, and that the runner may reach it.',
    };
    const step = {
      label: 'openai/gpt-5.5',
      sha: '2222222aaaabbbb',
      runUrl: 'https://github.com/octo/repo/actions/runs/5',
    };
    const last = { verdict: 'pass' as const, score: 0.596, sha: '1111111' };
    const html = githubPage(renderNotEvaluated(noSecrets.clean(failure), noSecrets.clean(step), last));
    const opening = [
      /Not evaluated: cluster-unreachable, commit/,
      /0\.596/,
      /ECONNREFUSED/,
      /Check the address/,
    ];
    const sight = { name: 'comment-not-evaluated', html, opening, isOurs: false, pictures };
    expect(await lookAt(browser, sight)).toEqual(nothing);
  });
});

describe('a matrix of four', () => {
  test('has all legs on the first screen of the comment, those that failed first', async () => {
    const legs = ['pass', 'regression', 'inconclusive', 'better'] as const;
    const body = legs.reduce((text, name, index) => {
      const { verdict, facts } = stories[name]();
      const label = `openai/gpt-5.${index}`;
      const { state, headline, figures } = verdictEnding(verdict, label, 'error');
      const entry = {
        leg: `leg${index}`,
        label,
        state,
        headline,
        sha: '2222222',
        ...figures,
        run: '5.1',
        job: String(index),
        at: index,
      };
      return withSection(text, { entry, markdown: renderComment(verdict, facts) });
    }, '');
    const opening = [/gpt-5\.0/, /gpt-5\.1/, /gpt-5\.2/, /gpt-5\.3/, /\$\d+\.\d\d/];
    const sight = { name: 'comment-matrix', html: githubPage(body), opening, isOurs: false, pictures };
    expect(await lookAt(browser, sight)).toEqual(nothing);
  });

  test('has a leaderboard that opens with who is best, and has no barriers', async () => {
    const legs = ['small', 'medium', 'large', 'huge'].map((size, index): Leg => ({
      source: `clawbench-${size}-a1`,
      label: `vendor/${size}`,
      record: evaluation({
        skill: 0.08 * index,
        seed: index + 1,
        costPerRunUsd: 0.05 * (index + 1),
        tasks: 27,
        runs: 5,
      }),
      sha: '',
      runUrl: null,
      job: null,
    }));
    const board = noSecrets.clean(leaderboardOf({ legs, lost: [], expected: null }, 'any'));
    const opening = [/vendor\/huge is best: 0\.\d\d/, /vendor\/small/, /\$0\.\d+/];
    const page = {
      name: 'leaderboard',
      html: await renderLeaderboardHtml(board),
      opening,
      isOurs: true,
      pictures,
    };
    expect(await lookAt(browser, page)).toEqual(nothing);
    const summary = githubPage(renderLeaderboard(board, maxSummaryBytes));
    const sight = {
      name: 'summary-leaderboard',
      html: summary,
      opening: opening.slice(0, 1),
      isOurs: false,
      pictures,
    };
    expect(await lookAt(browser, sight)).toEqual(nothing);
  });
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
