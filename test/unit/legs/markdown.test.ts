import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { leaderboardOf } from '../../../src/legs/leaderboard.ts';
import type { Leg } from '../../../src/legs/leg.ts';
import { renderLeaderboardCsv } from '../../../src/legs/csv.ts';
import { renderLeaderboardHtml } from '../../../src/legs/page.ts';
import { leaderboardLines } from '../../../src/legs/text.ts';
import {
  leaderboardHeadline,
  pairSentence,
  renderLeaderboard,
  renderLeaderboardSection,
} from '../../../src/legs/markdown.ts';
import type { Leaderboard } from '../../../src/result/formats/leaderboard.ts';
import { evaluation } from '../../fixtures/legs.ts';
import { noSecrets } from '../../fixtures/report.ts';

function leg(label: string, story: Parameters<typeof evaluation>[0]): Leg {
  return {
    source: `clawbench-${label}-a1`,
    label,
    record: evaluation(story),
    sha: '',
    runUrl: null,
    job: null,
  };
}

function boardOf(...legs: Leg[]): Leaderboard {
  return leaderboardOf({ legs, lost: [], expected: null }, 'any');
}

const weak = leg('weak', { skill: 0, seed: 1, costPerRunUsd: 0.1 });
const twin = leg('twin', { skill: 0.02, seed: 9, costPerRunUsd: 0.1 });
const strong = leg('strong', { skill: 0.2, seed: 3, costPerRunUsd: 0.2 });
const failed = leg('failed', { skill: 0.1, seed: 2, verdict: 'fail' });
const dead = leg('dead', { verdict: 'inconclusive' });

const markdown = (board: Leaderboard, bytes = 100_000): string =>
  renderLeaderboard(noSecrets.clean(board), bytes);

describe('the headline of a leaderboard', () => {
  test.each([
    [[strong, weak], 'strong is best: 0.63'],
    [[weak, twin], 'twin leads with 0.46, but no difference to weak can be shown'],
    [[strong, failed, weak, dead], '1 of 4 failed · 1 of 4 inconclusive · strong is best: 0.63'],
    [[weak], 'weak: 0.44'],
    [[dead], '1 of 1 inconclusive · no evaluation came to a verdict'],
  ])('of %#', (legs, headline) => {
    expect(leaderboardHeadline(boardOf(...legs))).toBe(headline);
  });
});

test.each([
  ['tasks', 'a is better than b (+0.100, 95 % interval 0.050 – 0.150).'],
  [
    'runs',
    'a did these tasks better than b (+0.100, 95 % interval 0.050 – 0.150); other tasks might turn it round.',
  ],
  ['nothing', 'No difference can be shown between a and b (+0.100, 95 % interval 0.050 – 0.150).'],
] as const)('a pair of which %s is shown', (shown, sentence) => {
  const interval = { lower: 0.05, upper: 0.15 };
  expect(
    pairSentence({ better: 'a', worse: 'b', difference: 0.1, interval, pTasks: 0, pRuns: 0, shown }),
  ).toBe(sentence);
});

describe('the Markdown of a leaderboard', () => {
  test('has a row for each evaluation, the cause where one did not pass, and every task', () => {
    const page = markdown(boardOf(strong, failed, weak, dead));
    expect(page.split('\n')[0]).toBe(
      '## ❌ 1 of 4 failed &#183; 1 of 4 inconclusive &#183; strong is best: 0.63',
    );
    expect(page).toMatch(/\| ✅ 1\. strong ★ \| 0\.6\d{2}<br><sub>0\.\d{3} – 0\.\d{3}<\/sub> \|/);
    expect(page).toContain('❌ 2. failed ★<br><sub>It came to fail.</sub>');
    expect(page).toContain('⚠️ dead<br><sub>It came to no verdict.</sub> | – | 1 of 27');
    expect(page.match(/<code>task-\d+<\/code>/g)).toHaveLength(9);
    expect(page).toContain('- strong is better than weak');
  });

  test('shows what a fork called itself, and nothing more', () => {
    const label = '</sub><img src=x onerror=alert(1)> @octocat [x](https://evil.example) | `a`';
    const page = markdown(boardOf({ ...weak, label }, { ...strong, label: `${label}2` }));
    expect(marked.parse(page, { async: false })).not.toMatch(/<img|<a |onerror=alert\(1\)>/);
    expect(page).not.toContain('@octocat');
  });

  test('is never longer than it may be', () => {
    const page = markdown(boardOf(strong, weak), 900);
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(900);
    expect(page).toContain('leaderboard.json in the artifact has everything.');
  });
});

test('the section of the comment leads to its files, and leaves the tasks to the summary', () => {
  const addresses = { reportUrl: 'https://x.example/1', artifactUrl: null, runUrl: null, mlflowUrl: null };
  const section = renderLeaderboardSection(
    noSecrets.clean(boardOf(strong, weak)),
    noSecrets.clean(addresses),
  );
  expect(section).toMatch(/^### ✅ strong is best/);
  expect(section).toContain('[Report](https://x.example/1)');
  expect(section).not.toContain('task-000');
});

test('the CSV has a row for each evaluation and a column for each task', () => {
  const [head = '', ...rows] = renderLeaderboardCsv(noSecrets.clean(boardOf(strong, weak, dead))).split(
    '\r\n',
  );
  expect(head).toMatch(/^rank,label,model,verdict,failure_reason,score,.*,task task-000/);
  expect(rows.slice(0, 3).map((row) => row.split(',').slice(0, 2))).toEqual([
    ['1', 'strong'],
    ['2', 'weak'],
    ['', 'dead'],
  ]);
});

test('the text has a line for each evaluation, and the differences that are shown', () => {
  const lines = leaderboardLines(boardOf(strong, weak, twin));
  expect(lines[0]).toBe('✅ strong is best: 0.63');
  expect(lines.find((line) => line.startsWith('✅ 1.'))).toMatch(/strong ★ +0\.6/);
  expect(lines.filter((line) => line.includes('better than'))).toHaveLength(2);
});

describe('the page of a leaderboard', () => {
  test('shows every evaluation, the costs and every task, and no markup of others', async () => {
    const label = '<img src=x onerror=alert(1)>';
    const page = await renderLeaderboardHtml(noSecrets.clean(boardOf(strong, { ...weak, label }, dead)));
    expect(page).toMatch(/<h1>.*1 of 3 inconclusive · strong is best: 0\.63<\/h1>/);
    expect(page).toContain('Score against cost of a run');
    expect(page.match(/<td class="number heat\d+"/g)).toHaveLength(18);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/<script|style="/);
  });

  test('can be empty of results', async () => {
    const page = await renderLeaderboardHtml(noSecrets.clean(boardOf(dead)));
    expect(page).toContain('no evaluation came to a verdict');
  });
});
