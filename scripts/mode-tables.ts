import { exitTable } from '../src/cli/exit-codes.ts';
import { keyInput } from '../src/inputs/groups/model.ts';
import { inputGroups } from '../src/inputs/row.ts';
import type { Mode } from '../src/modes/mode.ts';
import { modes } from '../src/modes/table.ts';
import { hostedProviders, type ProviderRow } from '../src/stack/providers.ts';
import { table } from './markdown-table.ts';

/** What each mode is, the inputs it accepts, and how it ends. */
export function modeTable(): string {
  const rows = Object.entries(modes).map(([name, mode]) => [
    `\`${name}\``,
    mode.does,
    acceptedInputs(mode),
    mode.judges === true ? 'a verdict' : 'what was done',
  ]);
  return table(['Mode', 'What it does', 'Inputs', 'Ends in'], rows);
}

function acceptedInputs({ accepts: { groups, also = [], without = [] } }: Mode): string {
  const titles = Object.entries(inputGroups)
    .filter(([name]) => name !== 'mode' && groups.some((group) => group === name))
    .map(([, title]) => title.replace(/ \(.*\)$/, ''));
  const more = also.map((name) => `\`${name}\``);
  const except = without.length === 0 ? '' : `; not ${without.map((name) => `\`${name}\``).join(', ')}`;
  return `${[...titles, ...more].join(', ')}${except}`;
}

/** The verbs of the command line. */
export function verbTable(): string {
  return table(
    ['Verb', 'What it does'],
    Object.entries(modes).map(([name, { does }]) => [`\`${name}\``, does]),
  );
}

export function exitCodeTable(): string {
  return table(
    ['Exit code', 'Meaning'],
    Object.values(exitTable).map(([code, meaning]) => [String(code), meaning]),
  );
}

/** The providers with a key input. */
export function providerTable(): string {
  const rows = Object.entries<ProviderRow>(hostedProviders).map(([name, row]) => {
    const names = [name, ...(row.alias === undefined ? [] : [row.alias])];
    return [
      names.map((each) => `\`${each}/<id>\``).join(' or '),
      row.protocol,
      `\`${keyInput(row.key)}\`, \`${row.key}\``,
      row.priceSource,
    ];
  });
  return table(
    ['`model`', 'Protocol', 'Key: input, variable', 'How its cost is known'],
    [
      ...rows,
      [
        '`openai/<id>` with `openai-api-base`',
        'OpenAI Chat Completions',
        'none, or `openai-api-key`',
        '`price-input`, `price-output`',
      ],
      [
        '`<name>/<id>` with `models.providers.<name>` in `openclaw-config`',
        'its `api`',
        '`${VARIABLE}` of one of the keys above',
        'its `models[].cost`',
      ],
    ],
  );
}
