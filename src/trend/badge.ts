import { score } from '../report/figures.ts';
import type { Series } from './history-record.ts';

/** What a badge says, as https://shields.io/badges/endpoint-badge takes it. */
export interface Badge {
  schemaVersion: 1;
  label: string;
  message: string;
  /** Six hex digits with a `#`; white text on it has a contrast of at least 4.5. */
  color: string;
}

const colors = { pass: '#1a7f37', fail: '#cf222e', inconclusive: '#9a6700', none: '#57606a' } as const;

/** The badge of a series: the last score, the colour of the last verdict, and an arrow if the score slides or gains. */
export function badgeOf({ evaluations, findings }: Series): Badge {
  const last = evaluations.at(-1);
  const scored = evaluations.findLast((evaluation) => evaluation.score !== null);
  const arrow = { slide: ' ↘', gain: ' ↗', stable: '', 'too-few': '' }[findings.state];
  const message = last?.score === null ? 'inconclusive' : `${score(scored?.score ?? null)}${arrow}`;
  return { schemaVersion: 1, label: 'ClawBench', message, color: colors[last?.verdict ?? 'none'] };
}

/** The average width of a letter of the font, with what is left over for its neighbours. */
const LETTER_WIDTH = 6.6;
const PADDING = 6;
const HEIGHT = 20;

/** The badge as a picture in the shape that badges have. The texts are stretched to their boxes, whatever the font. */
export function badgePicture({ label, message, color }: Badge): string {
  const [left, right] = [label, message].map((words) => Math.ceil(words.length * LETTER_WIDTH));
  const [split, width] = [left! + 2 * PADDING, left! + right! + 4 * PADDING];
  const words = (x: number, length: number, content: string): string =>
    `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${content}</text>`;
  const title = `${label}: ${message}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<clipPath id="r"><rect width="${width}" height="${HEIGHT}" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${split}" height="${HEIGHT}" fill="#24292f"/>`,
    `<rect x="${split}" width="${right! + 2 * PADDING}" height="${HEIGHT}" fill="${color}"/></g>`,
    `<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">`,
    words(PADDING, left!, label),
    words(split + PADDING, right!, message),
    '</g></svg>\n',
  ].join('');
}
