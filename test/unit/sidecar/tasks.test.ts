import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest, parseTaskList, selectTasks, shareOf } from '../../../sidecar/tasks.ts';

const listing = `
ID                                 Tier    Scene                    Prompt     Pool            Family      
--------------------------------------------------------------------------------------------------------------------
  t1-bugfix-discount               tier1   coding_dev_assist        clear/ambiguous public_dev      coding      
  t1-fs-quick-note                 tier1   -                        clear      public_dev      tools       
  t2-browser-form-fix              tier2   web_info_ops             clear      public_dev      browser     
  t3-vague                         tier3   -                        ambiguous  public_dev      tools       
`;
const suite = parseTaskList(listing);

describe('the list of tasks', () => {
  test('has every task that the harness runs by default', () => {
    expect(suite).toEqual([
      { id: 't1-bugfix-discount', family: 'coding' },
      { id: 't1-fs-quick-note', family: 'tools' },
      { id: 't2-browser-form-fix', family: 'browser' },
    ]);
  });

  test('is empty for output that is not a list', () => {
    expect(parseTaskList('Traceback (most recent call last):\n  File "x", line 1\nKeyError: tier1')).toEqual(
      [],
    );
  });
});

describe('the selection', () => {
  test('is the whole suite when no task is named', () => {
    expect(selectTasks(suite, [], true)).toEqual({
      chosen: ['t1-bugfix-discount', 't1-fs-quick-note', 't2-browser-form-fix'],
      dropped: [],
    });
  });

  test('leaves browser tasks out, and names them, when there is no browser', () => {
    expect(selectTasks(suite, [], false)).toEqual({
      chosen: ['t1-bugfix-discount', 't1-fs-quick-note'],
      dropped: ['t2-browser-form-fix'],
    });
  });

  test('refuses unknown ids with the nearest ones and the whole list', () => {
    const select = (): unknown => selectTasks(suite, ['t1-bugfix-discuont', 'zzz', 't1-fs-quick-note'], true);
    expect(select).toThrow(
      expect.objectContaining({
        code: 'unknown-task',
        message:
          'The harness image has no task "t1-bugfix-discuont" (did you mean t1-bugfix-discount?), "zzz".',
        hint: 'It has: t1-bugfix-discount, t1-fs-quick-note, t2-browser-form-fix.',
      }),
    );
  });

  test.each(['acme:login', 'acme/login', '-login', 'login_', 'größe', 'x'.repeat(201)])(
    'refuses the id %s, under which the harness keeps no run',
    (id) => {
      const own = [
        { id: 'acme-login', family: 'coding' },
        { id, family: 'coding' },
      ];
      expect(() => selectTasks(own, [], true)).toThrow('Runs cannot be stored under the id of task');
      expect(selectTasks(own, ['acme-login'], true).chosen).toEqual(['acme-login']);
    },
  );

  test('refuses a browser task that was named when there is no browser', () => {
    expect(() => selectTasks(suite, ['t2-browser-form-fix'], false)).toThrow(
      expect.objectContaining({
        code: 'bad-config',
        message: expect.stringContaining('t2-browser-form-fix'),
      }),
    );
  });

  test('suggests an id of which a part was written', () => {
    expect(nearest('browser-form', ['t2-browser-form-fix', 't1-fs-quick-note'])).toEqual([
      't2-browser-form-fix',
    ]);
  });
});

describe('the share of a shard', () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^t[1-5]-[a-z]{1,8}$/), { maxLength: 40 });
  const shardCount = fc.integer({ min: 1, max: 9 });
  const durations = fc.dictionary(fc.stringMatching(/^t[1-5]-[a-z]{1,8}$/), fc.integer({ min: 1, max: 900 }));

  test('is disjoint from all others, and together they are complete, in whatever order the tasks are listed', () => {
    fc.assert(
      fc.property(ids, shardCount, durations, (tasks, shards, known) => {
        const shares = Array.from({ length: shards }, (_, shard) => shareOf(tasks, shard, shards, known));
        expect(shares.flat().sort()).toEqual([...tasks].sort());
        const reversed = Array.from({ length: shards }, (_, shard) =>
          shareOf(tasks.toReversed(), shard, shards, known),
        );
        expect(reversed).toEqual(shares);
      }),
    );
  });

  test('takes every n-th task by id when no duration is known', () => {
    expect(shareOf(['d', 'a', 'c', 'b', 'e'], 1, 2, {})).toEqual(['b', 'd']);
  });

  test('gives no shard more than the least busy one plus one task when durations are known', () => {
    fc.assert(
      fc.property(
        ids,
        shardCount,
        fc.infiniteStream(fc.integer({ min: 1, max: 900 })),
        (tasks, shards, stream) => {
          const known = Object.fromEntries(tasks.map((id) => [id, stream.next().value]));
          const loads = Array.from({ length: shards }, (_, shard) =>
            shareOf(tasks, shard, shards, known).reduce((sum, id) => sum + (known[id] ?? 0), 0),
          );
          const longest = Math.max(0, ...Object.values(known));
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(longest);
        },
      ),
    );
  });

  test('is empty when there are more shards than tasks', () => {
    expect(shareOf(['a'], 3, 4, {})).toEqual([]);
  });
});
