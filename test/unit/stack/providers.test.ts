import { expect, test } from 'vitest';
import { keyInput } from '../../../src/inputs/groups/model.ts';
import { providerKeys } from '../../../src/inputs/rules/model.ts';
import { secretWords } from '../../../src/inputs/rules/words.ts';
import { inputRows } from '../../../src/inputs/types.ts';
import { hostedProviders, type ProviderRow, routeModel } from '../../../src/stack/providers.ts';
import { loadInputs } from '../../fixtures/inputs.ts';

const inputs = new Map(inputRows);
const value = 'sk-0123456789';

// A new row needs nothing else: each of these comes from the table.
test.each(Object.entries<ProviderRow>(hostedProviders))(
  '%s is known everywhere by its row',
  (provider, { key, keyFor, alias }) => {
    const input = inputs.get(keyInput(key));
    expect(input).toMatchObject({
      group: 'model',
      env: key,
      secret: true,
      description: `Key for ${keyFor}.`,
    });
    expect(inputs.get('model')?.description).toContain(`${provider}/…`);
    for (const prefix of [provider, ...(alias === undefined ? [] : [alias])])
      expect(routeModel(`${prefix}/x`, undefined)).toMatchObject({ ref: `${provider}/x`, keyVariable: key });

    const env = { INPUT_KUBECONFIG: 'x', INPUT_MODEL: `${provider}/x` };
    expect(() => loadInputs(env)).toThrow(`Input \`${keyInput(key)}\` is empty`);
    const given = loadInputs({ ...env, [key]: value });
    expect(Object.entries(providerKeys(given)).filter(([, each]) => each !== null)).toEqual([[key, value]]);
    expect(secretWords.terminal.anyKey).toContain(key);
  },
);

test('a provider that the user calls like the alias of another one is that one', () => {
  const overlay = { models: { providers: { gemini: { baseUrl: 'https://own.example/v1', models: [] } } } };
  expect(routeModel('gemini/x', undefined, overlay)).toMatchObject({
    ref: 'gemini/x',
    keyVariable: undefined,
  });
});
