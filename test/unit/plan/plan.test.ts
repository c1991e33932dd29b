import { expect, it } from 'vitest';
import { loadInputs } from '../../fixtures/inputs.ts';
import { planFor } from '../../fixtures/plan.ts';

const detached = {
  INPUT_KUBECONFIG: 'apiVersion: v1',
  INPUT_MODEL: 'openai/gpt-5.4',
  'INPUT_OPENAI-API-KEY': 'sk-0123456789',
  INPUT_NAMESPACE: 'n',
  INPUT_DETACH: 'true',
};

it('removes a detached evaluation that cannot be started, whatever `cleanup` says', () => {
  const { terms } = planFor(loadInputs({ ...detached, INPUT_CLEANUP: 'on-success' }));
  expect(terms.cleanup).toBe('always');
  expect(terms.inputs).toMatchObject({ cleanup: 'on-success' });
});
