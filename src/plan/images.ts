import type { Inputs, InputsOf } from '../inputs/types.ts';
import type { PullWishes, RegistryLogin } from '../stack/images.ts';

/** What the pods run, and how nodes get it. */
export interface Images {
  openclaw: string;
  clawbench: string;
  mlflow: string;
  pull: PullWishes;
  /** For a Secret of ours; null if none is made. */
  login: RegistryLogin | null;
  /** The Secret that pods name, ours or one that exists; undefined for none. */
  pullSecret: string | undefined;
}

/** @param name of the evaluation's objects */
export function imagesOf(inputs: InputsOf<'images' | 'kind'>, name: string): Images {
  const login = registryLogin(inputs);
  return {
    openclaw: inputs.openclawImage,
    clawbench: inputs.clawbenchImage,
    mlflow: inputs.mlflowImage,
    pull: pullWishes(inputs),
    login,
    pullSecret: login === null ? (inputs.imagePullSecret ?? undefined) : `${name}-pull`,
  };
}

export function pullWishes(inputs: Pick<Inputs, 'imagePullPolicy' | 'loadImages'>): PullWishes {
  return { policy: inputs.imagePullPolicy, loaded: inputs.loadImages ?? [] };
}

type LoginInputs = Pick<Inputs, 'imageRegistry' | 'imageRegistryUsername' | 'imageRegistryPassword'>;

/** Null if none are given; the inputs come together or not at all. */
export function registryLogin(inputs: LoginInputs): RegistryLogin | null {
  const {
    imageRegistry: registry,
    imageRegistryUsername: username,
    imageRegistryPassword: password,
  } = inputs;
  if (registry === null || username === null || password === null) return null;
  return { registry, username, password };
}
