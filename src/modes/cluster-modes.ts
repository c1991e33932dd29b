import type { ClusterModeName } from '../inputs/modes.ts';
import { sweep } from './sweep.ts';
import type { ClusterMode } from './told.ts';

/** Every mode that works on a cluster and judges nothing. */
export const clusterModes: Readonly<Record<ClusterModeName, ClusterMode>> = { sweep };
