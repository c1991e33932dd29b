import { quote } from '../kinds.ts';
import type { Origin } from '../mode-row.ts';
import type { Inputs, InputsOf } from '../types.ts';
import { kindInputs } from '../groups/kind.ts';
import { isStandIn } from '../../base/secret.ts';
import { type SecretWords, when } from './words.ts';

/** Problems of a mode that works on a cluster. */
export function clusterProblems(inputs: InputsOf<'cluster'>, { words }: Pick<Origin, 'words'>): string[] {
  const { cluster, kubeconfig } = inputs;
  return [
    ...when(
      cluster === 'kubeconfig' && kubeconfig === null,
      `Input \`kubeconfig\` is empty: ${words.kubeconfig}.`,
    ),
    ...contextProblems(inputs),
  ];
}

/** Problems of a mode that works on a cluster and cannot have a new one. */
export function lastingClusterProblems(
  inputs: InputsOf<'mode' | 'cluster'>,
  origin: Pick<Origin, 'words'>,
): string[] {
  return [
    ...clusterProblems(inputs, origin),
    ...when(
      inputs.cluster === 'kind',
      `Input \`cluster\` is kind, which is made for one evaluation and gone after it; \`mode: ${inputs.mode}\` works on a cluster that stays: write another.`,
    ),
  ];
}

/** Problems of what names a cluster, whether or not it is connected to. */
export function contextProblems({ cluster, kubeconfig, context, namespace }: InputsOf<'cluster'>): string[] {
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
      namespace !== null && /^(kube|openshift)(-|$)/.test(namespace),
      `Input \`namespace\` is ${quote(namespace ?? '')}: write another, this one belongs to the cluster itself.`,
    ),
  ];
}

/** Inputs of a new cluster would silently have no effect on another one. */
export function kindProblems(
  inputs: Pick<Inputs, 'cluster' | 'imagePullSecret'>,
  { given }: Pick<Origin, 'given'>,
): string[] {
  if (inputs.cluster === 'kind') {
    return when(
      inputs.imagePullSecret !== null,
      'Input `image-pull-secret` names a Secret that must exist before, but `cluster: kind` is new: write `image-registry` with its user and password, or `load-images`.',
    );
  }
  return Object.keys(kindInputs)
    .filter((name) => given.has(name))
    .map((name) => `Input \`${name}\` is for \`cluster: kind\`: write that too, or remove it.`);
}

export function registryProblems(inputs: InputsOf<'images'>, words: SecretWords): string[] {
  const { imageRegistry, imageRegistryUsername, imageRegistryPassword, imagePullSecret } = inputs;
  const parts = [imageRegistry, imageRegistryUsername, imageRegistryPassword];
  const isComplete = parts.every((part) => part !== null);
  return [
    ...when(
      !isComplete && parts.some((part) => part !== null),
      `Inputs \`image-registry\`, \`image-registry-username\` and \`image-registry-password\` belong together: ${words.registry}.`,
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

export function networkProblems({ noProxy, httpsProxy }: InputsOf<'pods'>): string[] {
  return when(
    noProxy !== null && httpsProxy === null,
    'Input `no-proxy` is for what does not go through `https-proxy`: write that too, or remove it.',
  );
}
