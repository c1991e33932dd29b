import { inputTable } from '../src/inputs/table.ts';
import type { InputRow } from '../src/inputs/row.ts';
import { deployShNames, deployShParts, type DeployShRow } from '../test/deploy-sh/rows.ts';
import { type TaggedTest, taggedTests } from '../test/deploy-sh/tags.ts';
import { table } from './markdown-table.ts';

const tests = taggedTests();

/** What each flag and variable of deploy.sh is here, and the tests on the cluster that prove it. */
export function deployShTables(): string {
  return deployShParts
    .map(({ title, rows }) => {
      const head = ['There', 'Here', 'Default there', 'Default here', 'Proved by'];
      return `**${title}**\n\n${table(head, rows.map(cells))}`;
    })
    .join('\n\n');
}

/** What keeps the tables from being true, a sentence each. */
export function deployShProblems(): string[] {
  const strange = tests.flatMap(({ file, title, names }) =>
    names
      .filter((name) => !deployShNames.includes(name))
      .map((name) => `${file}: the test "${title}" proves "${name}", which deploy.sh does not have.`),
  );
  const unproved = deployShNames
    .filter((name) => testsOf(name).length === 0)
    .map(
      (name) => `No test on the cluster proves "${name}" of deploy.sh: tag one with [deploy.sh: ${name}].`,
    );
  const unread = deployShParts
    .flatMap(({ rows }) => rows)
    .filter(({ name, input }) => input !== undefined && !variablesOf(inputTable[input]).includes(name))
    .map(({ name, input }) => `The input ${input} does not read the variable ${name}.`);
  return [...strange, ...unproved, ...unread];
}

function cells({ name, there, input, here }: DeployShRow): string[] {
  const row: InputRow | undefined = input === undefined ? undefined : inputTable[input];
  const flag = row?.secret === true ? `\`${name}\`` : `\`${name}\` or \`--${input}\``;
  return [
    `\`${name}\``,
    [...(input === undefined ? [] : [`${flag}; input \`${input}\`.`]), here ?? ''].join(' ').trim(),
    there === '' ? '' : `\`${there}\``,
    row?.default === undefined ? '' : `\`${row.default}\``,
    testsOf(name)
      .map(({ file, title }) => `[${title}](../${file})`)
      .join('; '),
  ];
}

function testsOf(name: string): TaggedTest[] {
  return tests.filter(({ names }) => names.includes(name));
}

function variablesOf(row: InputRow): (string | undefined)[] {
  return [row.env, row.terminalEnv];
}
