import type { Container, PodSpec } from '../kube/types.ts';
import { type RegistryLogin, DEPLOYED_PULL_SECRET } from './images.ts';

/** What the pods of OpenClaw and MLflow have in common. */
export interface DeployedPod {
  namespace: string;
  image: string;
  imagePullPolicy: string | undefined;
  imagePullSecret: string | undefined;
  /** For the private registry of its image. */
  login: RegistryLogin | null;
  storageClass: string | undefined;
  isOpenShift: boolean;
}

/** Sets which image these containers of the pod run, and how it is pulled. */
export function setImage(
  pod: PodSpec,
  containers: readonly Container[],
  { image, imagePullPolicy, imagePullSecret, login }: DeployedPod,
): void {
  const pullSecret = login === null ? imagePullSecret : DEPLOYED_PULL_SECRET;
  if (pullSecret !== undefined) pod.imagePullSecrets = [{ name: pullSecret }];
  for (const container of containers) {
    container.image = image;
    if (imagePullPolicy !== undefined) container.imagePullPolicy = imagePullPolicy;
  }
}
