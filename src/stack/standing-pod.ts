import type { Container, PodSpec } from '../kube/types.ts';
import { type RegistryLogin, STANDING_PULL_SECRET } from './images.ts';

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
