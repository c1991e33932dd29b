import { oneLine } from '../../base/plain-text.ts';

/** A point of a chart. */
export interface LabelledPoint {
  label: string;
  x: number;
  /** 0 to 1. */
  y: number;
  /** Points that matter are filled, and have their label beside them if there is room. */
  isMain: boolean;
}

interface Area {
  /** Of the horizontal axis. */
  most: number;
  /** In pixels. */
  width: number;
  height: number;
  /** Of a label. */
  longest: number;
}

interface Label {
  point: LabelledPoint;
  label: string;
  dx: number;
  dy: number;
}

/** Places around a point, in pixels, in the order in which they are tried. */
const down = [0, -13, 13, -26, 26];
const aside = 9;

/** Labels beside their points, where they cover no other label; one that has no such place is left out. */
export function labelsFor(points: readonly LabelledPoint[], { most, width, height, longest }: Area): Label[] {
  const taken: { left: number; right: number; y: number }[] = [];
  return points.flatMap((point) => {
    if (!point.isMain) return [];
    const label = oneLine(point.label, longest);
    const length = label.length * 6.6 + 12;
    const x = most === 0 ? 0 : (point.x / most) * (width / 1.06);
    const sides = x > width / 2 ? [-aside, aside] : [aside, -aside];
    const places = down.flatMap((dy) =>
      sides.map((dx) => {
        const left = dx < 0 ? x - length : x;
        return { dx, dy, left, right: left + length, y: (1 - point.y) * height + dy };
      }),
    );
    const free = places.find(
      ({ left, right, y }) =>
        left >= 0 &&
        right <= width + 10 &&
        taken.every((other) => Math.abs(other.y - y) > 12 || other.right < left || other.left > right),
    );
    if (free === undefined) return [];
    taken.push(free);
    return [{ point, label, dx: free.dx, dy: free.dy }];
  });
}
