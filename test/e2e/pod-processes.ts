import { readdirSync, readFileSync } from 'node:fs';
import type { EvalPod } from './wire-lines.ts';

/** Command lines of programs in the pods of an evaluation, with NUL between the arguments as in /proc. */
export const RELAY = /\/sidecar\/sidecar\.mjs\0relay\0$/;
export const SUPERVISOR = /\/sidecar\/sidecar\.mjs\0supervisor\0$/;
export const RESULTS = /\/sidecar\/sidecar\.mjs\0results\0$/;
export const GATEWAY = /^openclaw(-gateway)?\0|dist\/index\.js\0gateway\0/;
export const HARNESS = /python[\d.]*\0.*clawbench/;

/** The processes of a pod with this command line: containers of the test cluster are processes of this machine. */
export function processesOf({ name }: EvalPod, commandLine: RegExp): number[] {
  // Pods of an indexed Job do not have their whole name as their host's.
  const host = name.slice(0, name.lastIndexOf('-'));
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        return (
          commandLine.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')) &&
          readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HOSTNAME=${host}\0`)
        );
      } catch {
        return false; // it ended meanwhile
      }
    })
    .map(Number);
}
