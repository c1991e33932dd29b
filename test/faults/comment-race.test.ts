import { expect, test } from 'vitest';
import { raceForComment } from '../fixtures/comment-race.ts';

// `npm run bench -- comment` does it 100 times.
test('12 jobs that report at the same moment leave one right comment', async () => {
  expect(await raceForComment(12, 1)).toMatchObject({ comments: 1, wrong: [], warnings: 0 });
});
