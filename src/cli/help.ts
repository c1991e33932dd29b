import { inputGroups } from '../inputs/row.ts';
import { deployFlags } from './command.ts';
import { switches } from './flags.ts';
import { flagsOf, keysOf } from '../inputs/flags.ts';
import type { Mode } from '../modes/mode.ts';
import { exitTable } from './exit-codes.ts';

const COLUMNS = 80;
const NAME_COLUMNS = 28;

/** The help of the program: what can be done. */
export function generalHelp(modes: Readonly<Record<string, Mode>>): string {
  return [
    'ClawBench evaluations of OpenClaw agents on Kubernetes.',
    section('Usage', [
      '  clawbench-k8s VERB [flags]           clawbench-k8s VERB --help shows its flags',
      "  clawbench-k8s [deploy.sh flag]       what ClawBench's deploy.sh does",
    ]),
    section(
      'Verbs',
      Object.entries(modes).map(([name, { does }]) => entry(name, does)),
    ),
    section('Flags of deploy.sh, in place of a verb', [
      entry('(none)', 'deploys OpenClaw and MLflow, starts an evaluation in it, and returns'),
      ...Object.entries(deployFlags).map(([name, does]) => entry(`--${name}`, does)),
    ]),
    section('For all of them', flagEntries(Object.entries(switches))),
    exitCodes(),
    section('Examples', [
      '  export KUBECONFIG=~/.kube/config OPENAI_API_KEY=sk-…',
      '  clawbench-k8s eval --threshold 0.70',
      '  CLAWBENCH_NAMESPACE=clawbench-eval clawbench-k8s --openclaw-only',
    ]),
  ].join('\n\n');
}

/** The help of one verb: its flags. */
export function verbHelp(name: string, mode: Mode): string {
  const flags = flagsOf(mode);
  const groups = Object.entries(inputGroups).flatMap(([group, title]) => {
    const rows = flags.filter(([, row]) => row.group === group);
    return rows.length === 0 ? [] : [section(title.replace(/ \(.*\)$/, ''), flagEntries(rows))];
  });
  const keys = keysOf(mode).map(([, row]) => entry(row.env ?? '', row.description));
  const usage = [name, mode.operands?.usage ?? '', '[flags]'].filter((word) => word !== '').join(' ');
  return [
    `clawbench-k8s ${name}: ${plain(mode.does)}`
      .split('\n')
      .flatMap((line) => wrap(line, COLUMNS))
      .join('\n'),
    `Usage: clawbench-k8s ${usage}`,
    ...groups,
    section('Output', flagEntries(Object.entries(switches))),
    ...(keys.length === 0 ? [] : [section('Environment variables, for secrets', keys)]),
    exitCodes(),
    section(
      'Examples',
      mode.examples.map((flagsOfIt) => `  clawbench-k8s ${name} ${flagsOfIt}`.trimEnd()),
    ),
  ].join('\n\n');
}

function exitCodes(): string {
  return section(
    'Exit codes',
    Object.values(exitTable).map(([code, meaning]) => entry(String(code), meaning)),
  );
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines].join('\n');
}

interface Described {
  description: string;
  default?: string;
  env?: string;
  terminalEnv?: string;
}

function flagEntries(rows: readonly (readonly [string, Described])[]): string[] {
  return rows.map(([name, row]) => {
    const text =
      name === 'kubeconfig' ? 'Path of the kubeconfig; by default the one of $KUBECONFIG.' : row.description;
    const variable = row.env ?? row.terminalEnv;
    const notes = [
      ...(row.default === undefined ? [] : [`[${row.default}]`]),
      ...(variable === undefined ? [] : [`[$${variable}]`]),
    ];
    return entry(`--${name}`, [text, ...notes].join(' '));
  });
}

/** A name, and beside it its description in as many lines as it takes. */
function entry(name: string, description: string): string {
  const lines = wrap(plain(description), COLUMNS - NAME_COLUMNS);
  const head = `  ${name}`;
  const beside = head.length < NAME_COLUMNS - 1;
  const indented = lines.map((line) => `${' '.repeat(NAME_COLUMNS)}${line}`);
  if (!beside) return [head, ...indented].join('\n');
  return [`${head.padEnd(NAME_COLUMNS)}${lines[0] ?? ''}`, ...indented.slice(1)].join('\n');
}

/** Without the marks of Markdown. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
