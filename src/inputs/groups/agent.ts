import { paths, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';
import { harnessArguments } from '../words.ts';

/** The agent under test, beside its model. */
export const agentInputs = {
  'agent-files': {
    group: 'agent',
    kind: paths(),
    lines: true,
    description:
      "Directories or files of the checkout, one a line, that go into the agent's workspace before each run: AGENTS.md, `skills/`, `.openclaw/extensions/`; the content of a directory, a file by its name. What the task itself brings is never overwritten.",
  },
  'tasks-dir': {
    group: 'agent',
    kind: text({ maxLength: 4096 }),
    description:
      'Directory of the checkout with tasks of your own, in the format of ClawBench; they are run instead of the suite.',
  },
  'clawbench-args': {
    group: 'agent',
    kind: harnessArguments(),
    description:
      'More arguments for `clawbench run`, written as in a shell; those the action passes by itself are refused.',
  },
} as const satisfies Record<string, InputRow>;
