import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ActionError } from '../../../src/base/errors.ts';
import { headline } from '../../../src/report/headline.ts';
import type { ReportFacts } from '../../../src/report/facts.ts';
import { renderTerminal } from '../../../src/report/terminal.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { inconclusiveRecord } from '../../../src/result/verdict/inconclusive-record.ts';
import { noSecrets } from '../../fixtures/report.ts';
import { stories } from '../../fixtures/report-stories.ts';

const plain = { width: 80, colour: false };

describe('the report in a terminal', () => {
  test.each(Object.entries(stories))(
    'of a %s begins with the headline, and no line is too long',
    (_, story) => {
      const { verdict, facts } = story();
      const lines = renderTerminal(verdict, facts, plain);
      expect(lines[0]).toBe(headline(verdict));
      for (const line of lines.filter((each) => !each.startsWith('Report: ')))
        expect(line.length).toBeLessThanOrEqual(80);
      expect(lines.join('\n')).not.toMatch(/NaN|undefined|null/);
    },
  );

  test('shows the tasks that got worse in columns, with why', () => {
    const { verdict, facts } = stories.regression();
    const lines = renderTerminal(verdict, facts, plain);
    const at = lines.findIndex((line) => line.startsWith('Task '));
    const column = lines[at]!.indexOf('Before → after');
    expect(lines[at + 1]!.slice(column)).toMatch(
      /^\d\.\d+ → \d\.\d+ +[▁-█]{5} {2}verification skipped 5 of 5$/,
    );
    expect(lines[at + 2]).toMatch(/^ {4}\S+: expected 12 rows/);
    expect(lines.join('\n')).toMatch(/change 95 % −0\.\d+ … −0\.\d+/);
  });

  test('says in one line what more runs would show', () => {
    const { verdict, facts } = stories.regression();
    const text = renderTerminal(verdict, facts, { ...plain, width: 2000 }).join('\n');
    expect(text).toMatch(
      /^Smallest detectable drop by runs of each task on both sides: 1: 0\.\d\d \(\$.*, 10: 0\.\d\d \(\$[\d.]+\)\.$/m,
    );
  });

  test('breaks no line within backticks', () => {
    const { verdict, facts } = stories.regression();
    const record: VerdictRecord = verdict;
    const note =
      'By how much they differ, `baseline: artifact` or `baseline: mlflow` with `history` measures.';
    for (let width = 40; width <= 90; width += 1) {
      const lines = renderTerminal(noSecrets.clean<VerdictRecord>({ ...record, notes: [note] }), facts, {
        ...plain,
        width,
      });
      const told = lines.slice(lines.findIndex((line) => line.startsWith('Note: ')));
      expect(told.filter((line) => line.split('`').length % 2 === 0)).toEqual([]);
      expect(told.join(' ')).toContain(note);
    }
  });

  test('has colours only if asked, and says the same with them', () => {
    const { verdict, facts } = stories.below();
    const coloured = renderTerminal(verdict, facts, { ...plain, colour: true });
    expect(coloured[0]).toContain('\u001b[31m');
    expect(coloured.map((line) => stripVTControlCharacters(line))).toEqual(
      renderTerminal(verdict, facts, plain),
    );
  });

  test('says what to do about an inconclusive result', () => {
    const { verdict, facts } = stories.inconclusive();
    expect(renderTerminal(verdict, facts, plain).join(' ')).toMatch(/Check the key, +the model name/);
    const nothing = inconclusiveRecord(new ActionError('no-cluster', 'There is no cluster.'), NO_GATE);
    expect(renderTerminal(noSecrets.clean(nothing), facts, plain)[0]).toBe(
      'Inconclusive: There is no cluster',
    );
  });

  test('lets no text steer it', () => {
    const { verdict, facts }: { verdict: VerdictRecord; facts: ReportFacts } = stories.regression();
    const nasty = 'x\u001b[2J\r\n\u202e\u0007y';
    const spoilt = noSecrets.clean({
      ...verdict,
      reasons: [nasty, nasty],
      notes: [nasty],
      tasks: verdict.tasks.map((task) => ({
        ...task,
        taskId: nasty,
        firstFailure: nasty,
        failureModes: { [nasty]: 9 },
      })),
      comparison: { ...verdict.comparison!, baseline: nasty },
    });
    const lines = renderTerminal(spoilt, noSecrets.clean({ ...facts, label: nasty }), plain);
    // oxlint-disable-next-line no-control-regex -- that is what it is about
    expect(lines.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
