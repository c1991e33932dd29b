import { inputGroups } from '../inputs/row.ts';
import { flagsOf, keysOf, switches } from './flags.ts';
import type { Verb } from './verb.ts';

const exits = '0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 nothing could be judged';

/** @param name of the verb in `verbs`, which are all there are */
export function helpText(name: string, verbs: Readonly<Record<string, Verb>>): string {
  const verb = verbs[name]!;
  const flags = flagsOf(verb);
  const groups = Object.entries(inputGroups).flatMap(([group, title]) => {
    const rows = flags.filter(([, row]) => row.group === group);
    if (rows.length === 0) return [];
    return [
      section(
        title,
        rows.map(([flag, row]) => flagLine(flag, row.description, row.default)),
      ),
    ];
  });
  const keys = keysOf(verb).map(([, row]) => line(row.env ?? '', row.description));
  const parts = [
    `Usage: clawbench-k8s ${[name, verb.operands?.usage ?? '', '[flags]'].filter((word) => word !== '').join(' ')}`,
    section(
      'Verbs (`<verb> --help` has its flags)',
      Object.entries(verbs).map(([other, { description }]) => line(other, description)),
    ),
    ...groups,
    section(
      'Output',
      Object.entries(switches).map(([flag, { description }]) => flagLine(flag, description)),
    ),
    ...(keys.length === 0 ? [] : [section('Environment', keys)]),
    `Exit codes: ${exits}.`,
  ];
  return parts.join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines].join('\n');
}

function flagLine(name: string, description: string, value?: string): string {
  const text =
    name === 'kubeconfig' ? 'Path of the kubeconfig; by default the one of $KUBECONFIG.' : description;
  return line(`--${name}`, `${text}${value === undefined ? '' : ` [${value}]`}`);
}

function line(name: string, description: string): string {
  return `  ${name.padEnd(26)} ${description}`;
}
