import { ActionError } from '../errors.ts';
import type { Inputs } from '../inputs.ts';
import { CUSTOM_KEY, routeModel } from '../stack/providers.ts';
import type { Endpoint, ProviderKey } from '../stack/providers.ts';
import { clearTextSecrets, referredVariables } from '../stack/config-overlay.ts';
import { contradictedPaths } from '../stack/openclaw-config.ts';
import { quote } from './kinds.ts';
import { type Mode, modes } from './modes.ts';
import { inputTable } from './table.ts';

/** Stand-ins people write where an endpoint wants no key. */
const dummyKeys = new Set(['none', 'dummy', 'empty', 'null', 'changeme', 'test']);

/** Whether a key is too short or too well known to be a secret: it is neither masked nor taken for a real key. */
export function isStandIn(key: string): boolean {
  return key.length < 8 || dummyKeys.has(key.toLowerCase());
}

const forkHint = 'GitHub passes no secrets to pull requests from forks and of Dependabot';

/** What is wrong with the inputs together, a sentence each; every input alone is well-formed. */
export function contradictions(inputs: Inputs): string[] {
  return [...problemsOf[inputs.mode](inputs), ...gateProblems(inputs)];
}

const problemsOf: Readonly<Record<Mode, (inputs: Inputs) => string[]>> = {
  eval: (inputs) => (isExisting(inputs) ? attachProblems(inputs) : evalProblems(inputs)),
  attach: attachProblems,
  detach: heldProblems,
  logs: heldProblems,
  results: (inputs) => [...heldProblems(inputs), ...mlflowProblems(inputs)],
  plan: planProblems,
  deploy: deployProblems,
  teardown: clusterProblems,
  sweep: clusterProblems,
  verdict: savedProblems,
};

function evalProblems(inputs: Inputs): string[] {
  return [
    ...clusterProblems(inputs),
    ...kindProblems(inputs),
    ...newProblems(inputs),
    ...modelProblems(inputs, 'model', inputs.model),
    ...(inputs.judgeModel === null ? [] : modelProblems(inputs, 'judge-model', inputs.judgeModel)),
    ...settingsProblems(inputs),
  ];
}

/** Whether the eval runs on an OpenClaw that is there already. */
export function isExisting({ mode, openclaw }: Pick<Inputs, 'mode' | 'openclaw'>): boolean {
  return mode === 'attach' || openclaw === 'existing';
}

/** Inputs for an OpenClaw that is there would do nothing to a new one. */
function newProblems(inputs: Inputs): string[] {
  const given = {
    'openclaw-deployment': inputs.openclawDeployment !== null,
    'openclaw-container': inputs.openclawContainer !== null,
    'openclaw-home': inputs.openclawHome !== null,
    'attach-method': inputs.attachMethod !== 'ephemeral',
  };
  return [
    ...Object.entries(given)
      .filter(([, isGiven]) => isGiven)
      .map(([name]) => `Input \`${name}\` is for \`openclaw: existing\`: write that too, or remove it.`),
    ...when(
      inputs.detach && inputs.cluster === 'kind',
      'Input `detach` contradicts `cluster: kind`, which is gone after the step: remove one of them.',
    ),
  ];
}

/** The keys of providers are in the gateway that is there; only who it is must be known. */
function attachProblems(inputs: Inputs): string[] {
  const madeByUs = {
    'pod-overlay': inputs.podOverlay !== null,
    'image-pull-secret': inputs.imagePullSecret !== null,
    'image-registry': inputs.imageRegistry !== null,
  };
  return [
    ...clusterProblems(inputs),
    ...when(
      inputs.mode !== 'attach' && inputs.cluster === 'kind',
      'Input `openclaw` is existing, which contradicts `cluster: kind`, a new cluster: remove one of them.',
    ),
    ...when(
      inputs.namespace === null,
      'Input `namespace` is empty: write the namespace of the OpenClaw that is to be evaluated.',
    ),
    ...when(
      inputs.shards !== 'auto' && inputs.shards !== 1,
      'Input `shards` is for gateways of our own; an OpenClaw that is there has one: remove it.',
    ),
    ...Object.entries(madeByUs)
      .filter(([, isGiven]) => isGiven)
      .map(
        ([name]) =>
          `Input \`${name}\` is for pods of our own; an evaluation of an existing OpenClaw joins its pod: remove it.`,
      ),
    ...settingsProblems(inputs),
  ];
}

/** A run is looked for in one namespace. */
function heldProblems(inputs: Inputs): string[] {
  return [
    ...clusterProblems(inputs),
    ...when(
      inputs.namespace === null,
      'Input `namespace` is empty: write the namespace that the evaluation runs in.',
    ),
  ];
}

/** A plan needs no cluster and no keys: it can be made where neither may be. */
function planProblems(inputs: Inputs): string[] {
  return [
    ...contextProblems(inputs),
    ...routeProblems(inputs, 'model', inputs.model),
    ...(inputs.judgeModel === null ? [] : routeProblems(inputs, 'judge-model', inputs.judgeModel)),
    ...settingsProblems(inputs),
  ];
}

/** What is wrong with an eval wherever it runs. */
function settingsProblems(inputs: Inputs): string[] {
  return [
    ...registryProblems(inputs),
    ...endpointProblems(inputs),
    ...overlayProblems(inputs),
    ...mlflowProblems(inputs),
    ...when(
      inputs.runs === 'auto' && inputs.threshold === null,
      'Input `runs` is auto, which runs until it is clear whether a threshold is reached: write `threshold`, or a number of runs.',
    ),
    ...networkProblems(inputs),
    ...when(
      inputs.perRunTimeoutMs >= inputs.timeoutMs,
      'Input `timeout` is for the whole evaluation: write more than `per-run-timeout`.',
    ),
    ...when(
      inputs.imagePullSecret !== null && inputs.namespace === null,
      'Input `image-pull-secret` names a Secret that must exist before: write the `namespace` that has it.',
    ),
  ];
}

function networkProblems({ noProxy, httpsProxy }: Inputs): string[] {
  return when(
    noProxy !== null && httpsProxy === null,
    'Input `no-proxy` is for what does not go through `https-proxy`: write that too, or remove it.',
  );
}

function deployProblems(inputs: Inputs): string[] {
  const keys = Object.values(providerKeys(inputs)).filter((key) => key !== null && !isStandIn(key));
  return [
    ...clusterProblems(inputs),
    ...routeProblems(inputs, 'model', inputs.model),
    ...(inputs.judgeModel === null ? [] : routeProblems(inputs, 'judge-model', inputs.judgeModel)),
    ...endpointProblems(inputs),
    ...overlayProblems(inputs),
    ...networkProblems(inputs),
    ...registryProblems(inputs),
    ...mlflowProblems(inputs),
    // Which models the gateway will be asked for is not known yet; that it can ask nobody is.
    ...when(
      wantedComponents(inputs).includes('openclaw') && keys.length === 0 && inputs.openaiApiBase === null,
      `No key of a model provider is given, so that OpenClaw could reach no model: write \`openai-api-key\` or another (${forkHint}).`,
    ),
  ];
}

/** What `mode: deploy` is to deploy: an MLflow of somebody else's, or none, takes the place of ours. */
export function wantedComponents(inputs: Inputs): readonly string[] {
  const isMlflowOurs = inputs.mlflow && inputs.mlflowTrackingUri === null;
  const wanted = inputs.components ?? ['openclaw', 'mlflow'];
  return wanted.filter((component) => component !== 'mlflow' || isMlflowOurs);
}

function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}

function clusterProblems(inputs: Inputs): string[] {
  const { cluster, kubeconfig } = inputs;
  return [
    ...when(
      cluster === 'kubeconfig' && kubeconfig === null,
      `Input \`kubeconfig\` is empty: write the contents of a kubeconfig, for example \${{ secrets.KUBECONFIG }} (${forkHint}).`,
    ),
    ...contextProblems(inputs),
  ];
}

function contextProblems({ mode, cluster, kubeconfig, context, namespace }: Inputs): string[] {
  return [
    ...when(
      (cluster === 'ambient' || cluster === 'in-cluster' || cluster === 'kind') && kubeconfig !== null,
      `Input \`kubeconfig\` contradicts \`cluster: ${cluster}\`: remove one of them.`,
    ),
    ...when(
      (cluster === 'in-cluster' || cluster === 'kind') && context !== null,
      `Input \`context\` contradicts \`cluster: ${cluster}\`, which has no contexts to choose from: remove one of them.`,
    ),
    ...when(
      cluster === 'kind' && !modes[mode].groups.some((group) => group === 'kind'),
      `Input \`cluster\` is kind, which is made for one evaluation and gone after it; \`mode: ${mode}\` works on a cluster that stays: write another.`,
    ),
    ...when(
      namespace !== null && /^(kube|openshift)(-|$)/.test(namespace),
      `Input \`namespace\` is ${quote(namespace ?? '')}: write another, this one belongs to the cluster itself.`,
    ),
  ];
}

/** Inputs for a cluster that is not made would do nothing, and nobody would see it. */
function kindProblems(inputs: Inputs): string[] {
  if (inputs.cluster === 'kind') {
    return when(
      inputs.imagePullSecret !== null,
      'Input `image-pull-secret` names a Secret that must exist before, but `cluster: kind` is new: write `image-registry` with its user and password, or `load-images`.',
    );
  }
  const given = {
    'kind-version': inputs.kindVersion !== null,
    'kind-node-image': inputs.kindNodeImage !== null,
    'kind-config': inputs.kindConfig !== null,
    'kind-wait': `${inputs.kindWaitMs / 60_000}m` !== inputTable['kind-wait'].default,
    'load-images': inputs.loadImages !== null,
  };
  return Object.entries(given)
    .filter(([, isGiven]) => isGiven)
    .map(([name]) => `Input \`${name}\` is for \`cluster: kind\`: write that too, or remove it.`);
}

function registryProblems(inputs: Inputs): string[] {
  const { imageRegistry, imageRegistryUsername, imageRegistryPassword, imagePullSecret } = inputs;
  const parts = [imageRegistry, imageRegistryUsername, imageRegistryPassword];
  const isComplete = parts.every((part) => part !== null);
  return [
    ...when(
      !isComplete && parts.some((part) => part !== null),
      `Inputs \`image-registry\`, \`image-registry-username\` and \`image-registry-password\` belong together: write all three, or none (${forkHint}).`,
    ),
    ...when(
      isComplete && imagePullSecret !== null,
      'Inputs `image-pull-secret` and `image-registry` are two ways to the same credentials: write one of them.',
    ),
    ...when(
      isComplete && isStandIn(imageRegistryPassword ?? ''),
      'Input `image-registry-password` is too short to be hidden in logs: write the password or token of the registry.',
    ),
  ];
}

/** The endpoint of `openai-api-base` as the router of models takes it. */
export function endpointOf(inputs: Inputs): Endpoint | undefined {
  const { openaiApiBase, priceInput, priceOutput, contextWindow } = inputs;
  if (openaiApiBase === null) return undefined;
  return {
    baseUrl: openaiApiBase,
    price:
      priceInput === null || priceOutput === null
        ? undefined
        : { inputUsd: priceInput, outputUsd: priceOutput },
    contextWindowTokens: contextWindow ?? undefined,
  };
}

/** The keys given, by the environment variable OpenClaw reads them from. */
export function providerKeys(inputs: Inputs): Record<ProviderKey, string | null> {
  return {
    OPENAI_API_KEY: inputs.openaiApiKey,
    ANTHROPIC_API_KEY: inputs.anthropicApiKey,
    OPENROUTER_API_KEY: inputs.openrouterApiKey,
    GEMINI_API_KEY: inputs.geminiApiKey,
  };
}

/** Whether there is a provider for a model. */
function routeProblems(inputs: Inputs, name: 'model' | 'judge-model', model: string): string[] {
  try {
    routeModel(model, endpointOf(inputs), inputs.openclawConfig);
    return [];
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return [`Input \`${name}\`: ${error.message} ${error.hint ?? ''}`];
  }
}

/** A hosted provider needs a real key; the endpoint of `openai-api-base` may do without. */
function modelProblems(inputs: Inputs, name: 'model' | 'judge-model', model: string): string[] {
  const problems = routeProblems(inputs, name, model);
  if (problems.length > 0) return problems;
  const variable = routeModel(model, endpointOf(inputs), inputs.openclawConfig).keyVariable;
  if (variable === CUSTOM_KEY || variable === undefined) return [];
  const key = providerKeys(inputs)[variable];
  if (key !== null && !isStandIn(key)) return [];
  const input = Object.entries(inputTable).find(([, row]) => 'env' in row && row.env === variable)?.[0];
  return [
    key === null
      ? `Input \`${input}\` is empty, but \`${name}\` ${quote(model)} needs it: write \${{ secrets.${variable} }}, or set ${variable} in the environment (${forkHint}).`
      : `Input \`${input}\` is a stand-in, but \`${name}\` ${quote(model)} needs a real key: write \${{ secrets.${variable} }}; only the endpoint of \`openai-api-base\` may do without.`,
  ];
}

function endpointProblems(inputs: Inputs): string[] {
  const { openaiApiBase, priceInput, priceOutput, contextWindow } = inputs;
  const unused = Object.entries({
    'price-input': priceInput,
    'price-output': priceOutput,
    'context-window': contextWindow,
  }).filter(([, value]) => openaiApiBase === null && value !== null);
  return [
    ...unused.map(
      ([name]) =>
        `Input \`${name}\` is for the endpoint of \`openai-api-base\`: write that too, or remove it.`,
    ),
    ...when(
      (priceInput === null) !== (priceOutput === null),
      'Inputs `price-input` and `price-output` belong together: write both, or neither.',
    ),
  ];
}

/** A ConfigMap holds it: no keys in it, and nothing by which we would lose the gateway. */
function overlayProblems(inputs: Inputs): string[] {
  const { openclawConfig: overlay } = inputs;
  if (overlay === null) return [];
  const given = Object.entries(providerKeys(inputs)).flatMap(([variable, key]) =>
    key === null ? [] : variable,
  );
  const known = new Set<string>([...given, 'OPENCLAW_GATEWAY_TOKEN']);
  if (inputs.openaiApiBase !== null) known.add(CUSTOM_KEY);
  return [
    ...contradictedPaths(overlay).map(
      ({ path, is }) =>
        `Input \`openclaw-config\` changes ${path}, where the eval needs ${is}: remove it there.`,
    ),
    ...clearTextSecrets(overlay, isStandIn).map(
      (path) =>
        `Input \`openclaw-config\` has a key in clear text at ${quote(path)}: give it as one of the key inputs and write its variable there, for example \${OPENAI_API_KEY}.`,
    ),
    ...referredVariables(overlay)
      .filter((variable) => !known.has(variable))
      .map(
        (variable) =>
          `Input \`openclaw-config\` refers to \${${variable}}, which the gateway does not have: write one of ${Object.keys(providerKeys(inputs)).join(', ')} and give that key as an input.`,
      ),
  ];
}

function savedProblems({ result, baseline }: Inputs): string[] {
  return [
    ...when(
      result === null,
      'Input `result` is empty, but `mode: verdict` judges it: write the path of a benchmark.json or of an unpacked artifact.',
    ),
    ...when(
      baseline.some((source) => source.from === 'mlflow'),
      'Input `baseline` names an MLflow run, which is fetched by the pods of an eval: write the path of its verdict.json instead.',
    ),
  ];
}

function gateProblems(inputs: Inputs): string[] {
  const { tasks, requiredTasks, baseline, maxRegression } = inputs;
  const left = tasks === null ? [] : (requiredTasks ?? []).filter((task) => !tasks.includes(task));
  return [
    ...left.map(
      (task) =>
        `Input \`required-tasks\` names ${quote(task)}, which \`tasks\` leaves out: write it there too, or remove it.`,
    ),
    ...when(
      baseline.length === 0 && maxRegression !== Number(inputTable['max-regression'].default),
      'Input `max-regression` is for the comparison with a baseline: write `baseline` too, or remove it.',
    ),
  ];
}

function mlflowProblems(inputs: Inputs): string[] {
  const { mlflowUsername: user, mlflowPassword: password, mlflowToken: token } = inputs;
  const { mlflowExperimentId, mlflowExperimentName, mlflowTrackingUri, baseline } = inputs;
  const defaultName = inputTable['mlflow-experiment-name'].default;
  return [
    ...when(
      mlflowExperimentId !== null && mlflowExperimentName !== defaultName,
      'Inputs `mlflow-experiment-id` and `mlflow-experiment-name` name two experiments: write one of them.',
    ),
    ...when(
      (user === null) !== (password === null),
      'Inputs `mlflow-username` and `mlflow-password` belong together: write both, or neither.',
    ),
    ...when(
      token !== null && user !== null,
      'Inputs `mlflow-token` and `mlflow-username` are two ways to log in: write one of them.',
    ),
    ...when(
      mlflowTrackingUri === null && (user !== null || token !== null),
      'Credentials for MLflow are given, but no server: write `mlflow-tracking-uri`.',
    ),
    ...when(
      !inputs.mlflow && baseline.some((source) => source.from === 'mlflow'),
      'Input `baseline` names an MLflow run, which contradicts `mlflow: false`: remove one of them.',
    ),
    ...when(
      !inputs.mlflow && mlflowTrackingUri !== null,
      'Input `mlflow-tracking-uri` contradicts `mlflow: false`: remove one of them.',
    ),
  ];
}
