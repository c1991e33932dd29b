import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { keptIndexSchema, shardDoneSchema, shardStateSchema } from '../../../src/pods/pod-files.ts';
import type { KeptIndex, ShardDone, ShardState } from '../../../src/protocol/pod.ts';

test('the schemas by which the action reads the pod are the types by which the pod writes', () => {
  expectTypeOf<z.infer<typeof shardStateSchema>>().toEqualTypeOf<ShardState>();
  expectTypeOf<z.infer<typeof shardDoneSchema>>().toEqualTypeOf<ShardDone>();
  expectTypeOf<z.infer<typeof keptIndexSchema>>().toEqualTypeOf<KeptIndex>();
});
