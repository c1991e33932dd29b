import { armSource } from '../baseline-kind.ts';
import { kindInputs } from '../groups/kind.ts';
import { relayInputs } from '../groups/relay.ts';
import type { Origin } from '../mode-row.ts';
import type { InputsOf } from '../types.ts';
import { when } from './words.ts';

const ours = 'is for an OpenClaw of our own; an evaluation of an existing one joins its pod as it is';
const ofJob = 'is for the Job of a new OpenClaw; an evaluation of an existing one has none';
const ofRelay = 'is for the pods of a new OpenClaw; an existing one calls its models by itself';
const ofNetwork =
  'is for the pods of a new OpenClaw; what the pod of an existing one may reach, its own NetworkPolicies say';
const newCluster = 'is for a cluster that kind makes; an existing OpenClaw is in one that exists';

/** Inputs that have no effect on an existing OpenClaw, and why. */
const withoutEffect: Readonly<Record<string, string>> = {
  'openclaw-image': 'is for an OpenClaw of our own; an existing one is evaluated with the image it runs',
  'openclaw-config': ours,
  'pod-overlay': ours,
  'baseline-inputs': 'is for a second OpenClaw beside the first; an existing one is joined as it is',
  'https-proxy': ours,
  'ca-certificates': ours,
  queue: ofJob,
  'job-labels': ofJob,
  'job-annotations': ofJob,
  'image-pull-secret': ours,
  'image-registry': ours,
  ...Object.fromEntries(Object.keys(relayInputs).map((name) => [name, ofRelay])),
  network: ofNetwork,
  'network-allow': ofNetwork,
  ...Object.fromEntries(Object.keys(kindInputs).map((name) => [name, newCluster])),
};

/** Inputs that have no effect on a new OpenClaw. */
const onlyForExisting = ['openclaw-deployment', 'openclaw-container', 'openclaw-home', 'attach-method'];

/** Problems of an evaluation of an existing OpenClaw, which has the keys of its providers: only its place must be known. */
export function existingProblems(
  { namespace, shards, baseline }: InputsOf<'cluster' | 'eval' | 'gate'>,
  { given }: Pick<Origin, 'given'>,
): string[] {
  return [
    ...when(
      namespace === null,
      'Input `namespace` is empty: write the namespace of the OpenClaw that is to be evaluated.',
    ),
    ...when(
      shards !== 'auto' && shards !== 1,
      'Input `shards` is for gateways of our own; an existing OpenClaw has one: remove it.',
    ),
    ...when(
      armSource(baseline) !== null,
      `Input \`baseline\` is ${armSource(baseline)}, which runs a second OpenClaw beside the first, but an existing one is joined as it is: write an earlier result, or remove it.`,
    ),
    ...Object.entries(withoutEffect)
      .filter(([name]) => given.has(name))
      .map(([name, why]) => `Input \`${name}\` ${why}: remove it.`),
  ];
}

/** An existing OpenClaw cannot be in a cluster that does not exist yet. */
export function existingInKindProblems({ cluster }: InputsOf<'cluster'>): string[] {
  return when(
    cluster === 'kind',
    'Input `openclaw` is existing, which contradicts `cluster: kind`, a new cluster: remove one of them.',
  );
}

/** Problems of an evaluation of a new OpenClaw: inputs for an existing one would silently have no effect. */
export function newProblems(
  { detach, cluster, namespace, queue }: InputsOf<'cluster' | 'existing' | 'job'>,
  { given }: Pick<Origin, 'given'>,
): string[] {
  return [
    ...onlyForExisting
      .filter((name) => given.has(name))
      .map((name) => `Input \`${name}\` is for \`openclaw: existing\`: write that too, or remove it.`),
    ...when(
      detach && cluster === 'kind',
      'Input `detach` contradicts `cluster: kind`, which is gone after the step: remove one of them.',
    ),
    ...when(
      queue !== null && cluster === 'kind',
      'Input `queue` names a LocalQueue of Kueue, but `cluster: kind` is new and has none: remove one of them.',
    ),
    ...when(
      queue !== null && cluster !== 'kind' && namespace === null,
      'Input `queue` names a LocalQueue that must exist before: write the `namespace` that has it.',
    ),
  ];
}
