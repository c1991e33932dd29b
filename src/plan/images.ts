import type { Inputs } from '../inputs/types.ts';
import type { PullWishes, RegistryLogin } from '../stack/images.ts';

export function pullWishes(inputs: Pick<Inputs, 'imagePullPolicy' | 'loadImages'>): PullWishes {
  return { policy: inputs.imagePullPolicy, loaded: inputs.loadImages ?? [] };
}

/** Null if none are given; the inputs come together or not at all. */
export function registryLogin(inputs: Inputs): RegistryLogin | null {
  const {
    imageRegistry: registry,
    imageRegistryUsername: username,
    imageRegistryPassword: password,
  } = inputs;
  if (registry === null || username === null || password === null) return null;
  return { registry, username, password };
}
