import * as fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { renderComment } from '../../../src/report/comment.ts';
import type { ReportFacts } from '../../../src/report/facts.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { noSecrets } from '../../fixtures/report.ts';
import { stories } from '../../fixtures/report-stories.ts';

/** What is seen before a fold is opened. */
function open(markdown: string): string {
  return markdown.replace(/<details>[^]*?<\/details>/g, '').trim();
}

function comment(name: keyof typeof stories): string {
  const { verdict, facts } = stories[name]();
  return renderComment(verdict, facts);
}

describe('the comment', () => {
  test.each([
    ['regression', /^### ❌ openai\/gpt-5\.5 got worse: 0\.\d+ &#8594; 0\.\d+ \(&#8722;0\.\d+\)\n/],
    ['pass', /^### ✅ 0&#46;\d{3}, no regression · openai\/gpt-5\.5\n/],
    ['better', /^### ✅ openai\/gpt-5\.5 got better: 0\.\d+ &#8594; 0\.\d+ \(\+0\.\d+\)\n/],
    ['below', /^### ❌ Below the threshold: 0\.\d+ &#60; 0\.70 · openai\/gpt-5\.5\n/],
    [
      'measured',
      /^### ℹ️ Measured: 0\.\d{3} \(nothing was gated: no threshold, no baseline\) · openai\/gpt-5\.5\n/,
    ],
    ['inconclusive', /^### ⚠️ Inconclusive: the provider refused the key · openai\/gpt-5\.5\n/],
  ] as const)('of a %s says so in its first line, and fits a phone before the folds', (name, title) => {
    const text = comment(name);
    expect(text).toMatch(title);
    // A table of n rows has n + 2 lines.
    expect(
      open(text)
        .split('\n')
        .filter((line) => line !== '').length,
    ).toBeLessThanOrEqual(11);
    expect(open(text)).toMatch(/\[Report\].*\[All files\].*\[Workflow run\]/);
    expect(open(text)).toMatch(/&#36;\d+\.\d\d/);
    expect(open(text)).toContain('<code>2222222a</code>');
    expect(open(text)).not.toMatch(/interval|p [=<&]|tier\d|NaN|undefined/);
    expect(text).toContain('<summary>Statistics, tiers, notes</summary>');
  });

  test('of a regression names the tasks that fell most, not those that score lowest', () => {
    const { verdict } = stories.regression();
    const changes = verdict.comparison!.tasks.toSorted((a, b) => a.change - b.change).slice(0, 4);
    const lowest = verdict.tasks.toSorted((a, b) => a.score! - b.score!).slice(0, 8);
    const shown = open(comment('regression'));
    for (const { taskId } of changes) expect(shown).toContain(`<code>${taskId}</code>`);
    expect(lowest.some(({ taskId }) => !shown.includes(`<code>${taskId}</code>`))).toBe(true);
  });

  test('tells the cost against the baseline, and how old that is', () => {
    expect(open(comment('regression'))).toMatch(
      /baseline main \(run 123\), 2 days older · &#36;\d+\.\d\d \(\+1\d&nbsp;% a run\)/,
    );
  });

  test('has the change in the line below the title if the title has none', () => {
    expect(comment('pass')).toMatch(/ · (?:&#43;|&#8722;|&#177;)0\.\d{3} against main/);
  });

  test('is short, and right, whatever names and texts there are', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom(
          '</details>',
          '<!--',
          '-->',
          '```',
          '\n',
          '|',
          '@octocat',
          '<script>',
          '](x)',
          '💥',
          '\u202e',
          '#1',
        ),
        fc.string({ unit: 'binary', maxLength: 20 }),
      ),
      { maxLength: 30 },
    );
    const { verdict, facts }: { verdict: VerdictRecord; facts: ReportFacts } = stories.regression();
    fc.assert(
      fc.property(hostile, fc.nat(30), (parts, times) => {
        const text = parts.join('').repeat(times);
        const spoilt: VerdictRecord = {
          ...verdict,
          reasons: [text, 'b', text],
          notes: Array.from({ length: 40 }, () => text),
          identity: { ...verdict.identity, model: text },
          tasks: verdict.tasks.map((task, index) => ({
            ...task,
            taskId: `${text}${index}`,
            firstFailure: text,
            failureModes: { [text]: 3 },
            score: index % 5 === 0 ? null : task.score,
          })),
          tiers: verdict.tiers.map((tier) => ({ ...tier, tier: text })),
        };
        const made = renderComment(noSecrets.clean(spoilt), noSecrets.clean({ ...facts, label: text }));
        expect(Buffer.byteLength(made)).toBeLessThanOrEqual(32_768);
        const whole = renderSummary(
          noSecrets.clean(spoilt),
          noSecrets.clean({ ...facts, label: text }),
          100_000,
        );
        expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(100_000);
        const html = marked.parse(`${made}\n\n${whole}`, { gfm: true, async: false });
        const tags = new Set([...html.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag));
        const ours = new Set([
          'h2',
          'pre',
          'h3',
          'p',
          'code',
          'a',
          'table',
          'thead',
          'tbody',
          'tr',
          'th',
          'td',
          'br',
          'details',
          'summary',
          'ul',
          'li',
          'em',
        ]);
        expect([...tags].filter((tag) => !ours.has(tag!))).toEqual([]);
        expect(html.match(/<details>/g)?.length ?? 0).toBe(html.match(/<\/details>/g)?.length ?? 0);
        expect(made + whole).not.toMatch(/@octocat|<!--/);
      }),
      { numRuns: 60 },
    );
  });
});
