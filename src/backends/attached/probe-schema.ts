import { z } from 'zod';
import type { ProbeReport } from '../../protocol/probe-report.ts';

/**
 * Schema of the report of the probe (sidecar/probe.ts) in the container of an existing gateway. The container is not ours,
 * so the report is checked before it is used.
 */

const text = z.string().max(4096);
const bytes = z.number().min(0);

export const probeReportSchema = z.object({
  uid: z.number().int().min(0),
  gid: z.number().int().min(0),
  nowMs: z.number(),
  memory: z.object({ limitBytes: bytes.nullable(), usedBytes: bytes.nullable() }),
  stateDir: text,
  writable: z.array(text).max(200),
  listening: z.array(text).max(50),
  token: text.nullable(),
  gateway: z.union([
    z.object({ version: text }),
    z.object({
      code: z.enum(['bad-config', 'gateway-incompatible', 'gateway-not-ready']),
      message: text,
    }),
  ]),
  config: z
    .object({
      browserEnabled: z.boolean().nullable(),
      toolsProfile: text.nullable(),
      alsoAllow: z.array(text).max(1000),
      deny: z.array(text).max(1000),
      providers: z
        .array(
          z.object({
            id: text,
            baseUrl: text.nullable(),
            models: z
              .array(z.object({ id: text, priceKnown: z.boolean(), contextWindow: z.number().nullable() }))
              .max(10_000),
          }),
        )
        .max(1000),
    })
    .nullable(),
}) satisfies z.ZodType<ProbeReport>;
