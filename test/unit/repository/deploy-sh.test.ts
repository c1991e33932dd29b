import { expect, test } from 'vitest';
import { deployShNames } from '../../deploy-sh/rows.ts';
import { tagOf, taggedIn } from '../../deploy-sh/tags.ts';

test('a title ends with what it proves', () => {
  expect(tagOf('deploys [deploy.sh: --openclaw-only, CLAWBENCH_NAMESPACE]')).toEqual({
    title: 'deploys',
    names: ['--openclaw-only', 'CLAWBENCH_NAMESPACE'],
  });
  expect(tagOf('deploys')).toBeNull();
  expect(tagOf('[deploy.sh: --logs] comes first')).toBeNull();
});

test('tags are found however a title is quoted, and nowhere else', () => {
  const source = String.raw`
    it('one [deploy.sh: (none)]', async () => {});
    it(
      "it's two [deploy.sh: --logs, --teardown]",
    );
    it.each([1])('don\'t %s [deploy.sh: CLAWBENCH_RUNS]', () => {});
    // [deploy.sh: --in-a-comment]
    const text = '[deploy.sh: --not-at-the-end] of it';
  `;
  expect(taggedIn(source)).toEqual([
    { title: 'one', names: ['(none)'] },
    { title: "it's two", names: ['--logs', '--teardown'] },
    { title: "don't %s", names: ['CLAWBENCH_RUNS'] },
  ]);
});

test('every flag and variable has one row', () => {
  expect(new Set(deployShNames).size).toBe(deployShNames.length);
  expect(deployShNames).toHaveLength(28);
});
