import { describe, expect, test } from 'vitest';
import { evalObjects } from '../../../src/backends/job/objects.ts';
import { readEvalFiles } from '../../../src/backends/own-files.ts';
import { publicInputs } from '../../../src/inputs/load.ts';
import { type BaseFiles, newPlan } from '../../../src/plan/new-plan.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { evalOf, labels } from '../../../src/stack/ownership.ts';
import { testHost } from '../../fixtures/host.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { noBase } from '../../fixtures/plan.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';
import { userFilesOf } from '../../fixtures/user-files.ts';

const env = {
  INPUT_KUBECONFIG: 'apiVersion: v1',
  'INPUT_OPENAI-API-KEY': 'sk-0123456789',
  INPUT_THRESHOLD: '0.7',
  INPUT_BASELINE: 'run',
  'INPUT_BASELINE-INPUTS': 'openclaw-image: openclaw:2026.6.1\nagent-files: ""',
  'INPUT_AGENT-FILES': 'package.json',
};

async function planned(more: Record<string, string> = {}): Promise<Plan> {
  const inputs = loadInputs({ ...env, ...more });
  return await newPlan(inputs, publicInputs(inputs), { ...testHost(), readBase: noBase });
}

test('an arm beside the head is the same evaluation with other names, tokens and inputs', async () => {
  const head = await planned();
  const base = head.base!;
  expect(head).toMatchObject({ arm: 'head', resumes: false });
  expect(head.baseName).toBe('base (openclaw-image openclaw:2026.6.1, no agent-files)');
  expect(base).toMatchObject({
    arm: 'base',
    base: null,
    baseName: null,
    name: `clawbench-${head.names.instance}-base`,
    names: head.names,
    namespace: head.namespace,
    label: head.label,
    expiresAtMs: head.expiresAtMs,
    model: head.model,
    userFiles: undefined,
    resumes: false,
  });
  expect(base.images).toEqual({ ...head.images, openclaw: 'openclaw:2026.6.1' });
  expect(head.userFiles?.agent).toMatchObject({ files: 1 });
  const tokens = (plan: Plan): string[] => Object.values(plan.secrets);
  expect(tokens(base).filter((token) => tokens(head).includes(token))).toEqual([]);
  expect(base.terms).toMatchObject({ gate: NO_GATE, baseline: [], mlflow: undefined, confirm: 'off' });
  expect(base.terms.inputs).toMatchObject({ 'openclaw-image': 'openclaw:2026.6.1', baseline: [] });
});

test('a missing file is told of the arm that wants it', async () => {
  await expect(planned({ 'INPUT_BASELINE-INPUTS': 'agent-files: nowhere' })).rejects.toMatchObject({
    code: 'bad-input',
    message: 'With `baseline-inputs`: Input `agent-files` names "nowhere", which does not exist.',
  });
  await expect(planned({ 'INPUT_AGENT-FILES': 'nowhere' })).rejects.toMatchObject({
    message: 'Input `agent-files` names "nowhere", which does not exist.',
  });
});

test('the arms of another model are of the leg of the head', async () => {
  const { names, label, base } = await planned({ 'INPUT_BASELINE-INPUTS': 'model: openai/gpt-5.4' });
  expect(base).toMatchObject({ names, label, model: { model: 'openai/gpt-5.4' } });
});

test('no object of one arm has the name of one of the other, no selector of one takes pods of the other, and all are of the evaluation', async () => {
  const head = await planned({
    'INPUT_IMAGE-REGISTRY': 'r.example',
    'INPUT_IMAGE-REGISTRY-USERNAME': 'u',
    'INPUT_IMAGE-REGISTRY-PASSWORD': 'password-1',
  });
  const files = await readEvalFiles(testHost().root);
  const arms = [head, head.base!].map((plan) => {
    const made = evalObjects(plan, files, {});
    const { keyLease, secret, relaySecret, pullSecret, networkPolicy, job, configMaps } = made;
    return { job, all: [keyLease!, secret, relaySecret!, pullSecret!, networkPolicy, job, ...configMaps] };
  });
  const names = arms.flatMap(({ all }) => all.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
  expect(names).toHaveLength(18);
  expect(new Set(names).size).toBe(names.length);
  const ofEval = arms.flatMap(({ all }) => all).filter(({ metadata }) => !metadata.name.endsWith('-keys'));
  for (const object of ofEval) expect(evalOf(object.kind, object)).toBe(head.names.instance);
  const armLabels = arms.map(({ job }) => job.spec?.template.metadata?.labels?.[labels.arm]);
  expect(armLabels).toEqual(['head', 'base']);
  for (const { job } of arms) {
    const { spec, metadata } = job.spec!.template;
    for (const { labelSelector } of spec?.topologySpreadConstraints ?? [])
      expect(labelSelector?.matchLabels?.[labels.arm]).toBe(metadata?.labels?.[labels.arm]);
  }
});

test('without a base arm a plan is of the head alone', async () => {
  expect(await planned({ INPUT_BASELINE: 'none', 'INPUT_BASELINE-INPUTS': '' })).toMatchObject({
    arm: 'head',
    base: null,
    baseName: null,
    resumes: true,
  });
});

describe('the arm of `baseline: base`', () => {
  const own = { ...env, INPUT_BASELINE: 'base', 'INPUT_BASELINE-INPUTS': '' };
  const files = {
    commit: 'abc1234def0abc1234def0abc1234def0abc1234',
    at: ' at the merge base abc1234',
    userFiles: userFilesOf({ 'AGENTS.md': 'before' }),
    openclawConfig: null,
    quarantined: null,
  };
  const tasks = { sha256: 'a'.repeat(64), files: 1 };

  async function ofBase(given: Partial<BaseFiles> = {}, more: Record<string, string> = {}) {
    const inputs = loadInputs({ ...own, ...more });
    const log = recordingLog();
    const readBase = () => Promise.resolve({ ...files, ...given });
    const plan = await newPlan(inputs, publicInputs(inputs), { ...testHost({ log }), readBase });
    return { plan, warnings: log.warnings };
  }

  test('has the files of that commit, and all else of the head', async () => {
    const { plan } = await ofBase({ openclawConfig: { tools: { profile: 'full' } } });
    expect(plan.baseName).toBe('base abc1234');
    expect(plan.base).toMatchObject({ arm: 'base', userFiles: files.userFiles, images: plan.images });
    expect(plan.base?.gatewayConfig).toMatchObject({ tools: { profile: 'full' } });
    expect(plan.base?.terms.inputs).toMatchObject({ baseline: [] });
  });

  test('is judged by what was in quarantine there, if that is known', async () => {
    const gateOf = async (quarantined: readonly string[] | null) =>
      (await ofBase({ quarantined })).plan.terms.gate;
    expect(await gateOf(['t1-a'])).toMatchObject({ quarantined: [], quarantinedInBase: ['t1-a'] });
    expect(await gateOf(null)).not.toHaveProperty('quarantinedInBase');
  });

  test('has no files if there were none', async () => {
    expect((await ofBase({ userFiles: undefined })).plan.base?.userFiles).toBeUndefined();
  });

  test('is not run for nothing if the tasks are others: with a threshold the head is judged alone', async () => {
    const { plan, warnings } = await ofBase({ userFiles: { ...files.userFiles, tasks } });
    expect(plan).toMatchObject({ base: null, baseName: null });
    expect(warnings).toEqual([
      {
        title: 'Nothing to compare with',
        text: 'The tasks in `tasks-dir` are others than at the merge base abc1234, so the two arms could not be compared: only the head is evaluated, and judged by itself.',
      },
    ]);
  });

  test('is not run for nothing if the tasks are others: without one nothing is', async () => {
    await expect(
      ofBase({ userFiles: { ...files.userFiles, tasks } }, { INPUT_THRESHOLD: '' }),
    ).rejects.toMatchObject({ code: 'not-comparable', hint: expect.stringContaining('`threshold`') });
  });

  test('needs a config that can be used today', async () => {
    await expect(ofBase({ openclawConfig: { a: '${ANTHROPIC_API_KEY}' } })).rejects.toThrow(
      'The `openclaw-config` at the merge base abc1234 cannot be used today. Input `openclaw-config` refers to ${ANTHROPIC_API_KEY}, which the gateway does not have',
    );
  });
});
