import { styleText } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';
import { keysOf } from '../inputs/flags.ts';
import { inputGroups, type InputRow } from '../inputs/row.ts';
import type { Mode } from '../modes/mode.ts';
import { modes } from '../modes/table.ts';
import { brief, plain } from './brief.ts';
import { deployFlags, ownVerbs } from './command.ts';
import { installation } from './completion.ts';
import { exitTable } from './exit-codes.ts';
import { rowsOf, switches } from './flags.ts';

/** What a terminal, or whatever takes its place, can show. */
export interface Page {
  /** Characters in a line. */
  width: number;
  colour: boolean;
}

/** Whether a text is shown as a whole or only its beginning. */
type Detail = 'short' | 'complete';

const NAME_COLUMNS = 28;

/** Narrower pages have a description below its name instead of beside it. */
const NARROWEST_FOR_TWO = 60;

/**
 * The help of the program or of one verb.
 * @param topic a verb; empty for the program
 * @param isComplete shows every flag with its whole description, instead of the few that most users need
 */
export function helpText(topic: string, isComplete: boolean, page: Page): string {
  const detail = isComplete ? 'complete' : 'short';
  const mode = Object.hasOwn(modes, topic) ? modes[topic] : undefined;
  const sections =
    mode !== undefined
      ? verbHelp(topic, mode, detail, page)
      : topic === 'deploy-sh'
        ? deployShHelp(page)
        : topic === 'completion'
          ? completionHelp(page)
          : generalHelp(detail, page);
  return sections.join('\n\n');
}

function generalHelp(detail: Detail, page: Page): string[] {
  const own = Object.entries(ownVerbs).map(([name, does]) => entry(name, does, page));
  return [
    paragraph('ClawBench evaluations of OpenClaw agents on Kubernetes.', page),
    section('Usage', [example('VERB [flags]')], page),
    section(
      'Verbs',
      [...Object.entries(modes).map(([name, { does }]) => entry(name, does, page)), ...own],
      page,
    ),
    ...(detail === 'complete' ? deployShSections(page) : []),
    section('Flags of every verb', flagEntries(Object.entries(switches), 'complete', page), page),
    exitCodes(detail, page),
    section(
      'Examples',
      [
        '  export KUBECONFIG=~/.kube/config OPENAI_API_KEY=sk-…',
        example('eval --threshold 0.70'),
        example('help eval'),
      ],
      page,
    ),
    paragraph('https://github.com/clawbench/k8s-action/blob/main/docs/cli.md', page),
  ];
}

function verbHelp(name: string, mode: Mode, detail: Detail, page: Page): string[] {
  const all = rowsOf(mode);
  const flags = detail === 'complete' ? all : all.filter(([, row]) => row.common === true);
  const groups = Object.entries(inputGroups).flatMap(([group, title]) => {
    const rows = flags.filter(([, row]) => row.group === group);
    const entries = flagEntries(rows, detail, page);
    return rows.length === 0 ? [] : [section(title.replace(/ \(.*\)$/, ''), entries, page)];
  });
  const shown = Object.entries(switches).filter(
    ([flag]) => detail === 'complete' || !/help|version/.test(flag),
  );
  const usage = [name, mode.operands?.usage ?? '', '[flags]'].filter((word) => word !== '').join(' ');
  return [
    paragraph(`clawbench-k8s ${name}: ${plain(mode.does)}`, page),
    section('Usage', [example(usage)], page),
    section(
      'Examples',
      mode.examples.map((flagsOfIt) => example(`${name} ${flagsOfIt}`)),
      page,
    ),
    ...groups,
    ...keys(mode, detail, page),
    section('Output', flagEntries(shown, detail, page), page),
    exitCodes(detail, page),
    ...(detail === 'complete'
      ? []
      : [paragraph(`All ${all.length} flags: clawbench-k8s ${name} --help-all`, page)]),
  ];
}

function keys(mode: Mode, detail: Detail, page: Page): string[] {
  const rows = keysOf(mode);
  const title = 'Keys, from the environment alone';
  if (rows.length === 0) return [];
  if (detail === 'complete')
    return [
      section(
        title,
        rows.map(([, row]) => entry(row.env ?? '', row.description, page)),
        page,
      ),
    ];
  const names = rows.filter(([, row]) => row.group === 'model').map(([, row]) => row.env ?? '');
  return names.length === 0 ? [] : [section(title, [indented(names.join(', '), 2, page)], page)];
}

function deployShHelp(page: Page): string[] {
  return [
    paragraph(`clawbench-k8s deploy-sh: ${ownVerbs['deploy-sh']}`, page),
    section('Usage', [example('deploy-sh [flag of deploy.sh] [flags]')], page),
    ...deployShSections(page),
    section('Examples', [`  CLAWBENCH_NAMESPACE=bench clawbench-k8s deploy-sh --openclaw-only`], page),
    paragraph('https://github.com/clawbench/k8s-action/blob/main/docs/deploy-sh.md', page),
  ];
}

function deployShSections(page: Page): string[] {
  const all = 'deploys OpenClaw and MLflow, starts an evaluation in it, and returns';
  const entries = Object.entries(deployFlags).map(([name, does]) => entry(`--${name}`, does, page));
  return [
    section('Flags of deploy.sh, in place of a verb or after deploy-sh', entries, page),
    section('Without a flag', [indented(`deploy-sh ${all}.`, 2, page)], page),
  ];
}

function completionHelp(page: Page): string[] {
  return [
    paragraph(`clawbench-k8s completion: ${ownVerbs.completion}`, page),
    section('Usage', [example('completion bash|zsh|fish')], page),
    // Not wrapped: each is one line to copy.
    section(
      'To have it in every shell',
      Object.values(installation).map((line) => `  ${line}`),
      page,
    ),
  ];
}

function exitCodes(detail: Detail, page: Page): string {
  const entries = Object.values(exitTable).map(([code, meaning]) =>
    entry(String(code), detail === 'short' ? brief(meaning) : meaning, page),
  );
  return section('Exit codes', entries, page);
}

function section(title: string, lines: readonly string[], { colour }: Page): string {
  const head = colour ? styleText('bold', `${title}:`, { validateStream: false }) : `${title}:`;
  return [head, ...lines].join('\n');
}

/** A command to copy, which is not wrapped. */
function example(words: string): string {
  return `  clawbench-k8s ${words}`.trimEnd();
}

function flagEntries(
  rows: readonly (readonly [string, { description: string } & Partial<InputRow>])[],
  detail: Detail,
  page: Page,
): string[] {
  return rows.map(([name, row]) => {
    const text =
      name === 'kubeconfig' ? 'Path of the kubeconfig; by default the one of $KUBECONFIG.' : row.description;
    const variable = row.env ?? row.terminalEnv;
    const notes = [
      ...(row.default === undefined ? [] : [`[${row.default}]`]),
      ...(variable === undefined ? [] : [`[$${variable}]`]),
    ];
    const values = row.kind?.values ?? [];
    const said =
      detail === 'complete'
        ? [text]
        : [brief(text), ...(values.length === 0 ? [] : [`(${values.join(', ')})`])];
    return entry(`--${name}`, [...said, ...notes].join(' '), page);
  });
}

/** A name, and beside it its description in as many lines as it takes; on a narrow page below it. */
function entry(name: string, description: string, page: Page): string {
  if (page.width < NARROWEST_FOR_TWO) return `  ${name}\n${indented(description, 6, page)}`;
  const text = indented(description, NAME_COLUMNS, page);
  const head = `  ${name}`;
  return head.length < NAME_COLUMNS - 1
    ? `${head.padEnd(NAME_COLUMNS)}${text.trimStart()}`
    : `${head}\n${text}`;
}

function indented(text: string, columns: number, page: Page): string {
  return wrapAnsi(plain(text), Math.max(20, page.width - columns), { hard: true })
    .split('\n')
    .map((line) => `${' '.repeat(columns)}${line}`)
    .join('\n');
}

function paragraph(text: string, { width }: Page): string {
  return wrapAnsi(text, width);
}
