import { expect, test } from 'vitest';
import { labelsFor } from '../../../../src/report/html/labels.ts';

const area = { most: 10, width: 300, height: 200, longest: 10 };
const point = (x: number, y: number) => ({ label: 'a-long-name', x, y, isMain: true });

test('a label is on the side of its point where there is room for it', () => {
  const [left, right] = labelsFor([point(1, 0.2), point(9, 0.8)], area);
  expect(left).toMatchObject({ label: 'a-long-na…', dx: 9, dy: 0 });
  expect(right).toMatchObject({ dx: -9, dy: 0 });
});

test('a label makes way for another one, and is left out where there is no room at all', () => {
  const labels = labelsFor(
    Array.from({ length: 20 }, () => point(5, 0.5)),
    area,
  );
  const places = labels.map(({ dx, dy }) => `${dx} ${dy}`);
  expect(new Set(places).size).toBe(places.length);
  expect(labels.length).toBeGreaterThan(4);
  expect(labels.length).toBeLessThan(20);
});

test('points that do not matter have none', () => {
  expect(labelsFor([{ ...point(1, 1), isMain: false }], area)).toEqual([]);
});
