/**
 * Writes what is generated: action.yml, docs/schemas/, the commits that pages name after `uses:` (pins.ts), and the tables
 * of README.md and docs/ between the markers `<!-- begin … -->` and `<!-- end … -->`.
 * `npm run docs` writes the files, `npm run check:docs` only says which are out of date.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../src/base/errors.ts';
import { keptIndexSchema, shardDoneSchema, shardStateSchema } from '../src/pods/pod-files.ts';
import { outputTable } from '../src/github/outputs.ts';
import { inputRowsOf } from '../src/inputs/mode-row.ts';
import { inputGroups, type InputRow } from '../src/inputs/row.ts';
import { modes } from '../src/modes/table.ts';
import { benchmarkSchema } from '../src/result/formats/benchmark.ts';
import { leaderboardSchema } from '../src/result/formats/leaderboard.ts';
import { resultsSchema } from '../src/result/formats/results.ts';
import { runCacheEntrySchema } from '../src/result/formats/run-cache.ts';
import { verdictRecordSchema } from '../src/result/formats/verdict-record.ts';
import { historySchema } from '../src/trend/history-record.ts';
import { rooms } from './architecture.ts';
import { faultCounts, faultTables } from './fault-tables.ts';
import { deployShProblems, deployShTables } from './deploy-sh-table.ts';
import { table } from './markdown-table.ts';
import { exitCodeTable, modeTable, providerTable, verbTable } from './mode-tables.ts';
import { pinned, pinsIn } from './pins.ts';

const root = dirname(import.meta.dirname);
const inputRows = inputRowsOf(modes);

/** Published JSON Schemas, by file name. */
const schemas = {
  'benchmark.json': [benchmarkSchema, 'Result of ClawBench, as the harness writes it.'],
  'verdict.json': [verdictRecordSchema, 'What the action decided, and every number behind it.'],
  'leaderboard.json': [leaderboardSchema, 'Several evaluations side by side.'],
  'results.json': [resultsSchema, 'The figures of an evaluation that dashboards want.'],
  'history.json': [historySchema, 'Evaluations over weeks, and what was found in them.'],
  'run.json': [runCacheEntrySchema, 'One run of one task, as the harness caches it.'],
  'state.json': [shardStateSchema, 'What a shard is doing.'],
  'done.json': [shardDoneSchema, 'How a shard ended, and the files it left.'],
  'kept-index.json': [keptIndexSchema, 'Run files as they were first seen.'],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

function actionYaml(): string {
  const action = {
    name: 'ClawBench on Kubernetes',
    description:
      'Run ClawBench evaluations of OpenClaw agents on a Kubernetes cluster and gate the workflow on the verdict.',
    author: 'clawbench',
    branding: { icon: 'check-circle', color: 'purple' },
    inputs: Object.fromEntries(
      inputRows.map(([name, row]) => {
        const value = row.runnerDefault ?? row.default;
        return [
          name,
          {
            description: row.description,
            required: false,
            ...(value === undefined ? {} : { default: value }),
          },
        ];
      }),
    ),
    outputs: Object.fromEntries(
      Object.entries(outputTable).map(([name, description]) => [name, { description }]),
    ),
    // Post runs whatever became of main.
    runs: { using: 'node24', main: 'dist/index.js', post: 'dist/post.js', 'post-if': 'always()' },
  };
  return `# Generated from src/inputs/table.ts and src/github/outputs.ts by \`npm run docs\`.\n${dump(action, { lineWidth: 100 })}`;
}

function inputTables(): string {
  return Object.entries(inputGroups)
    .map(([group, title]) => {
      const rows = inputRows.filter(([, row]) => row.group === group);
      return `## ${title}\n\n${table(['Input', 'Default', 'What it is'], rows.map(inputCells))}`;
    })
    .join('\n\n');
}

function inputCells([name, row]: readonly [string, InputRow]): string[] {
  const value = row.runnerDefault ?? row.default;
  const type = row.kind.type.startsWith('`') ? '' : ` (${row.kind.type})`;
  const env = [
    row.env === undefined ? '' : ` Or \`${row.env}\` in the environment.`,
    row.terminalEnv === undefined ? '' : ` On the command line also \`${row.terminalEnv}\`.`,
  ].join('');
  return [`\`${name}\``, value === undefined ? '' : `\`${value}\``, `${row.description}${env}${type}`];
}

function outputTableText(): string {
  const rows = Object.entries(outputTable).map(([name, description]) => [`\`${name}\``, description]);
  return table(['Output', 'What it is'], rows);
}

/** Every code. The anchors let a message or a page link to one of them. */
function codeTable(): string {
  const rows = Object.entries(errorCodes).map(([code, { meaning, remedy }]) => [
    `<a id="${code}"></a>\`${code}\``,
    meaning,
    remedy,
  ]);
  return table(['Code', 'Meaning', 'What to do'], rows);
}

/** What most often stops a first evaluation. */
const commonCodes = [
  'no-cluster',
  'missing-permission',
  'unschedulable',
  'image-pull',
  'bad-model-access',
  'low-coverage',
] as const satisfies ErrorCode[];

function commonCodeTable(): string {
  const rows = commonCodes.map((code) => [`\`${code}\``, errorCodes[code].remedy]);
  return table(['Code', 'What to do'], rows);
}

type Parts = Readonly<Record<string, () => string>>;

function roomTable(): string {
  const others: [string, string][] = [
    ['`src/index.ts`', 'the one entry: a step of a workflow or a command line'],
    ['`sidecar/`', 'the programs inside the eval pod; knows `src/base/` and `src/protocol/` alone'],
    ['`manifests/`', 'what is applied, as YAML that `kubectl` takes as it is'],
  ];
  const ours = rooms.toReversed().map(({ name, concept }) => [`\`src/${name}/\``, concept]);
  return table(['Room', 'What is in it'], [...others.slice(0, 1), ...ours, ...others.slice(1)]);
}

/** The generated parts of the pages, by the name in their markers. */
const partsOf: Readonly<Record<string, Parts>> = {
  'README.md': { 'common-codes': commonCodeTable },
  'docs/inputs.md': { inputs: inputTables },
  'docs/outputs.md': { outputs: outputTableText },
  'docs/troubleshooting.md': { codes: codeTable },
  'docs/design.md': { rooms: roomTable },
  'docs/cli.md': { verbs: verbTable, 'exit-codes': exitCodeTable },
  'docs/contracts.md': { modes: modeTable },
  'docs/providers.md': { providers: providerTable },
  'docs/reliability.md': { counts: faultCounts, faults: faultTables },
  'docs/deploy-sh.md': { table: deployShTables },
};

/** Everything that people read and paste from: each with its generated parts, and with the commits of the actions it uses. */
async function pages(): Promise<Record<string, string>> {
  const pins = pinsIn(await contentOf('README.md'), await contentOf('.github/pins/action.yml'));
  const below = await readdir(join(root, 'docs'), { recursive: true });
  const paths = [
    'README.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    ...below.filter((file) => /\.(?:md|ya?ml)$/.test(file)).map((file) => `docs/${file}`),
  ];
  const texts = paths.map(async (path) => {
    const text = filled(path, await contentOf(path), partsOf[path] ?? {});
    return [path, pinned(path, text, pins)] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

async function contentOf(path: string): Promise<string> {
  return await readFile(join(root, path), 'utf8');
}

/** A document with its generated parts. */
function filled(path: string, source: string, parts: Parts): string {
  let text = source;
  for (const [name, render] of Object.entries(parts)) {
    const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
    const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
    if (start < 0 || stop < start) throw new Error(`${path} has no ${begin} … ${end}`);
    text = `${text.slice(0, start + begin.length)}\n\n${render()}\n\n${text.slice(stop)}`;
  }
  return text;
}

function jsonSchema(name: string, schema: z.ZodType, description: string): string {
  const body = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ ...body, title: name, description }, null, 2)}\n`;
}

/** Every generated file, by its path in the project. */
async function generated(): Promise<Record<string, string>> {
  return {
    'action.yml': actionYaml(),
    ...(await pages()),
    ...Object.fromEntries(
      Object.entries(schemas).map(([name, [schema, description]]) => [
        `docs/schemas/${name.replace('.json', '.schema.json')}`,
        jsonSchema(name, schema, description),
      ]),
    ),
  };
}

async function isCurrent(path: string, content: string): Promise<boolean> {
  return (await contentOf(path).catch(() => '')) === content;
}

const outdated = [];
for (const [path, content] of Object.entries(await generated()))
  if (!(await isCurrent(path, content))) outdated.push({ path, content });

if (process.argv.includes('--check')) {
  const problems = deployShProblems();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  if (outdated.length > 0) {
    const paths = outdated.map(({ path }) => path).join(', ');
    console.error(`Out of date: ${paths}. Run \`npm run docs\` and commit the result.`);
    process.exitCode = 1;
  }
} else {
  for (const { path, content } of outdated) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}
