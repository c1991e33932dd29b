import { paths, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';
import { harnessArguments } from '../words.ts';

/** The agent under test, apart from its model. */
export const agentInputs = {
  'agent-files': {
    group: 'agent',
    common: true,
    kind: paths(),
    lines: true,
    description:
      "Files, or directories whose content is taken, from the checkout, one per line, that are copied into the agent's workspace before each run, such as AGENTS.md, `skills/` or `.openclaw/extensions/`; they never overwrite files of the task.",
  },
  'tasks-dir': {
    group: 'agent',
    kind: text({ maxLength: 4096 }),
    description:
      "Directory in the checkout with your own tasks in ClawBench's format, which run instead of the suite.",
  },
  'clawbench-args': {
    group: 'agent',
    kind: harnessArguments(),
    description:
      'More arguments for `clawbench run`, quoted as in a shell; those that the action itself passes are refused.',
  },
} as const satisfies Record<string, InputRow>;
