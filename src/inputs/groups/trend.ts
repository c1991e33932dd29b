import { historySources } from '../history-kind.ts';
import { decimal, integer, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** What `mode: history` looks at, and where it writes. */
export const trendInputs = {
  'history-from': {
    group: 'trend',
    kind: historySources(),
    lines: true,
    default: 'artifacts',
    description:
      'Where the evaluations are read, one source per line: `artifacts` of the workflow runs of this repository, `mlflow` for the experiment on the server in `mlflow-tracking-uri`, a path with unpacked artifacts, or the path or https address of an earlier history.json, which keeps what has expired elsewhere.',
  },
  'history-branch': {
    group: 'trend',
    kind: text({ pattern: /^[^\s~^:?*[\\]{1,255}$/, write: 'the name of a branch' }),
    description:
      'Branch whose evaluations count; by default the default branch, and on the command line any.',
  },
  'history-weeks': {
    group: 'trend',
    kind: integer(1, 520),
    default: '26',
    description: 'Number of weeks to look back.',
  },
  'history-least-change': {
    group: 'trend',
    kind: decimal(0, 1, '0.03'),
    default: '0.03',
    description: 'Smallest change of the score, over the whole time, that is called a slide or a gain.',
  },
  'history-path': {
    group: 'trend',
    kind: text({ maxLength: 4096 }),
    description:
      'Directory for the page (index.html), history.json and the badges; by default a new one in `RUNNER_TEMP`.',
  },
} as const satisfies Record<string, InputRow>;
