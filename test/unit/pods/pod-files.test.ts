import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { keptIndexSchema, shardDoneSchema, shardStateSchema } from '../../../src/pods/pod-files.ts';
import type { RelayState } from '../../../src/protocol/relay.ts';
import type { relayStateSchema } from '../../../src/result/formats/relay-state.ts';
import type { KeptIndex, ShardDone, ShardState } from '../../../src/protocol/pod.ts';

test('the schemas for the files of a pod match the types the pod writes', () => {
  expectTypeOf<z.infer<typeof shardStateSchema>>().toEqualTypeOf<ShardState>();
  expectTypeOf<z.infer<typeof shardDoneSchema>>().toEqualTypeOf<ShardDone>();
  expectTypeOf<z.infer<typeof keptIndexSchema>>().toEqualTypeOf<KeptIndex>();
  expectTypeOf<RelayState>().toExtend<z.infer<typeof relayStateSchema>>();
});
