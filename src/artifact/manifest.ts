import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../base/errors.ts';

/** What of an artifact's `manifest.json` is read back; `writeArtifactContent` and `runFacts` write it. */

const isErrorCode = (name: string): name is ErrorCode => name in errorCodes;

export const manifestSchema = z.looseObject({
  schemaVersion: z.literal(1),
  shards: z.array(
    z.looseObject({
      index: z.number().int().min(0),
      tasks: z.array(z.string()).nullable(),
      harnessStartedAt: z.string().nullable(),
      tampered: z.array(z.string()),
      incidents: z.array(z.object({ kind: z.enum(['oom', 'evicted', 'node-lost']), detail: z.string() })),
      failure: z
        .object({ code: z.enum(Object.keys(errorCodes).filter(isErrorCode)), message: z.string() })
        .nullable(),
      pod: z
        .looseObject({ images: z.record(z.string(), z.string()) })
        .nullable()
        .optional(),
    }),
  ),
  model: z.looseObject({ ref: z.string() }).optional(),
  settingsHash: z.string().optional(),
  taskDurations: z.record(z.string(), z.number()).optional(),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
