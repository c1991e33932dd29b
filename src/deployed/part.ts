import type { Permission } from '../kube/permissions.ts';
import type { Manifest } from '../kube/types.ts';
import type { Component } from '../stack/ownership.ts';

/** What is known of the cluster when a part is put together. */
interface PartCircumstances {
  /** Whether the namespace does not exist yet. */
  isNew: boolean;
  isOpenShift: boolean;
}

/** OpenClaw or MLflow, as `mode: deploy` handles them. */
export interface Part {
  component: Component;
  namespace: string;
  /** Name of its Deployment. */
  name: string;
  permissions: readonly Permission[];
  objects(circumstances: PartCircumstances): Promise<{ namespace: Manifest; objects: Manifest[] }>;
  /** For people, once it is ready: where it is and how to reach it. */
  lines: string[];
  /** For programs: what `--json` prints about it. */
  record: Record<string, unknown>;
}
