import { isRefusal, placesBelow, readChecked } from '../base/checked-file.ts';
import { MAX_OVERLAY_BYTES, type Mapping, parseOverlay } from '../stack/config-overlay.ts';
import type { Kind } from './kinds.ts';

/** The path of the file that `openclaw-config` names; null if the text is the config itself. */
export function configPath(raw: string): string | null {
  return /^[\w./@ -]+\.(ya?ml|json)$/.test(raw) ? raw : null;
}

/**
 * Part of openclaw.json as YAML or JSON, or the path of a file with it. The file must be in the checkout, also after
 * following links: in a pull request its author chooses the path, and the contents become visible in the cluster.
 * @param checkout the directory in which the step runs
 */
export function configText(checkout: () => string = () => process.cwd()): Kind<Mapping> {
  return {
    type: 'YAML, JSON or path',
    parse(raw) {
      const file = configPath(raw);
      if (file === null) return parseOverlay(raw);
      const read = readChecked(file, placesBelow(checkout(), 'the checkout'), MAX_OVERLAY_BYTES);
      if (!isRefusal(read)) return parseOverlay(read.content.toString('utf8'));
      if (read.isTooLarge === true) return { write: `at most ${MAX_OVERLAY_BYTES / 1024} KiB` };
      return {
        write: `YAML, JSON, or the path of a file within the checkout (this one ${read.refusal}); check out the repository before this step`,
      };
    },
  };
}
