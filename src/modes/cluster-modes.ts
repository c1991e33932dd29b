import type { ClusterModeName } from '../inputs/modes.ts';
import { deploy } from './deploy.ts';
import { detach } from './detach.ts';
import { logs } from './logs.ts';
import { sweep } from './sweep.ts';
import { teardown } from './teardown.ts';
import type { ClusterMode } from './told.ts';

/** Every mode that works on a cluster and judges nothing. */
export const clusterModes: Readonly<Record<ClusterModeName, ClusterMode>> = {
  deploy,
  teardown,
  detach,
  logs,
  sweep,
};
