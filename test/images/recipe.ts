/** In the order that builds shared layers first. */
export const imageNames = [
  'base',
  'model',
  'llama-server',
  'openclaw',
  'clawbench',
  'mlflow',
  'openclaw-next',
] as const;
export type ImageName = (typeof imageNames)[number];

/** One layer of an image, as data: its hash says whether the layer has to be built again. */
export type Layer =
  /** A Debian root file system with the account `node` (uid 1000) and the machine's own Node.js. */
  | { kind: 'debian'; suite: string; packages: string[]; nodeVersion: string }
  /** Debian packages installed on top of the layers below. */
  | { kind: 'apt'; packages: string[] }
  /** An npm package with its dependencies; `to` becomes the package's own folder. */
  | { kind: 'npm'; package: string; version: string; to: string }
  /** Python packages in the place Debian's python3 looks at by itself. */
  | { kind: 'pip'; requirements: string[] }
  /** A folder of this repository, relative to test/images, copied as it is. */
  | { kind: 'files'; from: string; to: string; owner: number };

export interface Recipe {
  version: string;
  layers: Layer[];
  /** The `config` object of the OCI image configuration. */
  config: { User?: string; WorkingDir?: string; Env?: string[]; Entrypoint?: string[]; Cmd?: string[] };
}
