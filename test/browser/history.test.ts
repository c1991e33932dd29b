import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Evaluation } from '../../src/trend/history-record.ts';
import { renderPage } from '../../src/trend/page.ts';
import { evaluationAt, historyOf } from '../fixtures/history.ts';
import { lookAt, openBrowser } from './looking.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser(inject('browser'));
});

afterAll(async () => {
  await browser.close();
});

const gap = { score: null, verdict: 'inconclusive', cause: 'The provider refused the key.' } as const;

/** Twelve weekly evaluations that lose this much, over an OpenClaw release and an inconclusive one. */
function weekly(loss: number): Evaluation[] {
  return Array.from({ length: 12 }, (_, week) =>
    evaluationAt(week * 7, {
      ...(week === 5 ? gap : { score: 0.6 - (loss * week) / 11 + 0.002 * (week % 3) }),
      openclawVersion: week < 7 ? '2026.9.4' : '2026.10.1',
      tasks:
        week === 5
          ? {}
          : { 't3-web-research-and-cite': { score: 0.9 - loss * week, seconds: 30, costUsd: 0.1 } },
    }),
  );
}

test.each([
  ['history-one', { 'openai/gpt-5.5': weekly(0.05) }, [/0\.05 lost over 11 weeks/, /\$12\.15/]],
  ['history-two', { calm: weekly(0), falling: weekly(0.05) }, [/1 of 2 scores slide/, /Stable at 0\.60/]],
  ['history-none', {}, [/No evaluations were found/]],
] as const)(
  'the page of %s opens with what there is to say, and has no barriers',
  async (name, series, opening) => {
    const html = await renderPage(historyOf(series));
    const sight = { name, html, opening, isOurs: true, pictures: inject('pictures') };
    expect(await lookAt(browser, sight)).toEqual({ complaints: [], tooWide: [], barriers: [], below: [] });
  },
);
