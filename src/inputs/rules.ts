import { isStandIn } from '../base/secret.ts';
import { isExisting, type Inputs, type Surface } from './types.ts';
import type { Mode } from './modes.ts';
import {
  clusterProblems,
  contextProblems,
  kindProblems,
  networkProblems,
  registryProblems,
} from './rules/cluster.ts';
import { gateProblems, savedProblems } from './rules/gate.ts';
import { mlflowProblems } from './rules/mlflow.ts';
import {
  endpointProblems,
  modelProblems,
  overlayProblems,
  providerKeys,
  routeProblems,
} from './rules/model.ts';
import { type SecretWords, secretWords, when } from './rules/words.ts';

/** What is wrong with the inputs together, a sentence each; every input alone is well-formed. */
export function contradictions(inputs: Inputs, surface: Surface): string[] {
  const words = secretWords[surface];
  return [
    ...problemsOf[inputs.mode](inputs, words),
    ...registryProblems(inputs, words),
    ...gateProblems(inputs),
  ];
}

const problemsOf: Readonly<Record<Mode, (inputs: Inputs, words: SecretWords) => string[]>> = {
  eval: (inputs, words) => (isExisting(inputs) ? attachProblems(inputs, words) : evalProblems(inputs, words)),
  attach: attachProblems,
  detach: heldProblems,
  logs: heldProblems,
  results: (inputs, words) => [...heldProblems(inputs, words), ...mlflowProblems(inputs)],
  plan: planProblems,
  deploy: deployProblems,
  teardown: clusterProblems,
  sweep: clusterProblems,
  verdict: savedProblems,
};

function evalProblems(inputs: Inputs, words: SecretWords): string[] {
  return [
    ...clusterProblems(inputs, words),
    ...kindProblems(inputs),
    ...newProblems(inputs),
    ...modelProblems(inputs, 'model', inputs.model, words),
    ...(inputs.judgeModel === null ? [] : modelProblems(inputs, 'judge-model', inputs.judgeModel, words)),
    ...settingsProblems(inputs),
  ];
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

function attachProblems(inputs: Inputs, words: SecretWords): string[] {
  return [...clusterProblems(inputs, words), ...joinProblems(inputs)];
}

/** The keys of providers are in the gateway that is there; only who it is must be known. */
function joinProblems(inputs: Inputs): string[] {
  const madeByUs = {
    'openclaw-config': inputs.openclawConfig !== null,
    'pod-overlay': inputs.podOverlay !== null,
    'https-proxy': inputs.httpsProxy !== null,
    'ca-certificates': inputs.caCertificates !== null,
    'image-pull-secret': inputs.imagePullSecret !== null,
    'image-registry': inputs.imageRegistry !== null,
  };
  return [
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
          `Input \`${name}\` is for an OpenClaw of our own; an evaluation of an existing one joins its pod as it is: remove it.`,
      ),
    ...settingsProblems(inputs),
  ];
}

/** A run is looked for in one namespace. */
function heldProblems(inputs: Inputs, words: SecretWords): string[] {
  return [
    ...clusterProblems(inputs, words),
    ...when(
      inputs.namespace === null,
      'Input `namespace` is empty: write the namespace that the evaluation runs in.',
    ),
  ];
}

/** A plan needs no cluster and no keys: it can be made where neither may be. */
function planProblems(inputs: Inputs): string[] {
  if (isExisting(inputs)) return [...contextProblems(inputs), ...joinProblems(inputs)];
  return [
    ...contextProblems(inputs),
    ...kindProblems(inputs),
    ...newProblems(inputs),
    ...routeProblems(inputs, 'model', inputs.model),
    ...(inputs.judgeModel === null ? [] : routeProblems(inputs, 'judge-model', inputs.judgeModel)),
    ...settingsProblems(inputs),
  ];
}

/** What is wrong with an eval wherever it runs. */
function settingsProblems(inputs: Inputs): string[] {
  return [
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

function deployProblems(inputs: Inputs, words: SecretWords): string[] {
  const keys = Object.values(providerKeys(inputs)).filter((key) => key !== null && !isStandIn(key));
  return [
    ...clusterProblems(inputs, words),
    ...routeProblems(inputs, 'model', inputs.model),
    ...(inputs.judgeModel === null ? [] : routeProblems(inputs, 'judge-model', inputs.judgeModel)),
    ...endpointProblems(inputs),
    ...overlayProblems(inputs),
    ...networkProblems(inputs),
    ...mlflowProblems(inputs),
    // Which models the gateway will be asked for is not known yet; that it can ask nobody is.
    ...when(
      wantedComponents(inputs).includes('openclaw') && keys.length === 0 && inputs.openaiApiBase === null,
      `No key of a model provider is given, so that OpenClaw could reach no model: ${words.anyKey}.`,
    ),
  ];
}

/** What `mode: deploy` is to deploy: an MLflow of somebody else's, or none, takes the place of ours. */
export function wantedComponents(inputs: Inputs): readonly string[] {
  const isMlflowOurs = inputs.mlflow && inputs.mlflowTrackingUri === null;
  const wanted = inputs.components ?? ['openclaw', 'mlflow'];
  return wanted.filter((component) => component !== 'mlflow' || isMlflowOurs);
}
