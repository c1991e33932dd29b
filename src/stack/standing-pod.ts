import type { Inputs } from '../inputs.ts';
import type { Container, PodSpec } from '../kube/types.ts';
import {
  pullPolicyOf,
  pullWishes,
  type RegistryLogin,
  registryLogin,
  STANDING_PULL_SECRET,
} from './images.ts';

/** What the pods of all that stands have in common. */
export interface StandingPod {
  namespace: string;
  image: string;
  imagePullPolicy: string | undefined;
  imagePullSecret: string | undefined;
  /** Of the private registry its image is in. */
  login: RegistryLogin | null;
  storageClass: string | undefined;
  isOpenShift: boolean;
}

export function standingPod(
  namespace: string,
  image: string,
  inputs: Inputs,
  isOpenShift: boolean,
): StandingPod {
  return {
    namespace,
    image,
    imagePullPolicy: pullPolicyOf(image, pullWishes(inputs)),
    imagePullSecret: inputs.imagePullSecret ?? undefined,
    login: registryLogin(inputs),
    storageClass: inputs.storageClass ?? undefined,
    isOpenShift,
  };
}

/** Sets which image these containers of the pod run, and how it is pulled. */
export function setImage(
  pod: PodSpec,
  containers: readonly Container[],
  { image, imagePullPolicy, imagePullSecret, login }: StandingPod,
): void {
  const pullSecret = login === null ? imagePullSecret : STANDING_PULL_SECRET;
  if (pullSecret !== undefined) pod.imagePullSecrets = [{ name: pullSecret }];
  for (const container of containers) {
    container.image = image;
    if (imagePullPolicy !== undefined) container.imagePullPolicy = imagePullPolicy;
  }
}
