import type { Kind } from './kinds.ts';

/** Kinds of objects in whose pods a gateway can be. */
const kinds = {
  deployment: 'Deployment',
  deploy: 'Deployment',
  statefulset: 'StatefulSet',
  sts: 'StatefulSet',
  pod: 'Pod',
} as const;

export type WorkloadKind = (typeof kinds)[keyof typeof kinds];

/** What the pod of an existing OpenClaw belongs to, as the user names it. */
export interface WorkloadRef {
  /** Null where only a name is written: a Deployment, or else a StatefulSet. */
  kind: WorkloadKind | null;
  name: string;
}

/** A name, or a kind and a name as kubectl takes them. */
export function workload(): Kind<WorkloadRef> {
  return {
    type: 'text',
    parse(raw) {
      const [, kind, name = ''] = /^(?:([a-z]+)\/)?([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)$/.exec(raw) ?? [];
      const known = Object.entries(kinds).find(([word]) => word === kind)?.[1];
      if (name === '' || (kind !== undefined && known === undefined))
        return { write: 'the name of a Deployment or StatefulSet, or statefulset/<name>, or pod/<name>' };
      return { value: { kind: known ?? null, name } };
    },
  };
}
