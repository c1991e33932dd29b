import { describe, expect, it } from 'vitest';
import { deployPlan } from '../../../src/plan/deploy.ts';
import { teardownPlan } from '../../../src/plan/teardown.ts';
import { loadInputs } from '../../fixtures/inputs.ts';

const deploying = { INPUT_MODE: 'deploy', INPUT_KUBECONFIG: 'apiVersion: v1', INPUT_CONTEXT: 'c' };
const tearing = { ...deploying, INPUT_MODE: 'teardown' };
const model = { INPUT_MODEL: 'openai/gpt-5.4', 'INPUT_OPENAI-API-KEY': 'sk-0123456789' };

describe('the plan of a deployment', () => {
  it('has both components, each in its namespace, with the keys the gateway needs', () => {
    const { openclaw, mlflow, otherMlflow } = deployPlan(loadInputs({ ...deploying, ...model }));
    expect(openclaw).toMatchObject({
      namespace: 'clawbench',
      secrets: { OPENAI_API_KEY: 'sk-0123456789' },
      gatewayToken: null,
    });
    expect(openclaw?.routes.map((route) => route.model)).toEqual(['openai/gpt-5.4']);
    expect(mlflow?.namespace).not.toBe('clawbench');
    expect(otherMlflow).toBeNull();
  });

  it('has no MLflow where the user has one', () => {
    const inputs = { ...deploying, ...model, 'INPUT_MLFLOW-TRACKING-URI': 'https://mlflow.example.com' };
    const { openclaw, mlflow, otherMlflow } = deployPlan(loadInputs(inputs));
    expect(openclaw).toBeDefined();
    expect(mlflow).toBeUndefined();
    expect(otherMlflow).toBe('https://mlflow.example.com');
    expect(deployPlan(loadInputs({ ...inputs, INPUT_COMPONENTS: 'openclaw' })).otherMlflow).toBeNull();
  });
});

describe('the plan of a teardown', () => {
  it('keeps MLflow unless it is named', () => {
    const { components, keptMlflow } = teardownPlan(loadInputs(tearing));
    expect([...components]).toEqual([['clawbench', ['openclaw']]]);
    expect(keptMlflow).not.toBeNull();
  });

  it('puts components of one namespace together', () => {
    const { components, keptMlflow } = teardownPlan(
      loadInputs({
        ...tearing,
        INPUT_COMPONENTS: 'openclaw\nmlflow',
        INPUT_NAMESPACE: 'shared',
        'INPUT_MLFLOW-NAMESPACE': 'shared',
      }),
    );
    expect([...components]).toEqual([['shared', ['openclaw', 'mlflow']]]);
    expect(keptMlflow).toBeNull();
  });
});
