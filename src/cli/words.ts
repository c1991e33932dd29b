import type { InputRow } from '../inputs/row.ts';
import { inputRows } from '../inputs/types.ts';

const rows: ReadonlyMap<string, InputRow> = new Map(inputRows);

/**
 * A message in the words of the command line: an input is its flag, and a secret its variable in the environment. The
 * rest of the action speaks of inputs, as a workflow has them: "Input `threshold`" is `--threshold` here, and
 * "`cluster: kind`" is `--cluster kind`.
 */
export function terminalWords(text: string): string {
  return text.replaceAll(
    /(?:\bInput )?`([a-z][a-z-]*)(?:: ([\w.-]+))?`/g,
    (whole, name: string, value: string | undefined) => {
      const row = rows.get(name);
      if (name === 'mode' && value !== undefined) return `clawbench-k8s ${value}`;
      if (row === undefined || row.workflowOnly === true) return whole;
      const word = row.secret === true && row.env !== undefined ? row.env : `--${name}`;
      return value === undefined ? word : `${word} ${value}`;
    },
  );
}
