import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type Mapping, parseOverlay } from '../stack/config-overlay.ts';
import type { Kind } from './kinds.ts';

/**
 * Part of openclaw.json as YAML or JSON, or the path of a file with it. The file must be in the checkout, also after
 * following links: in a pull request its author chooses the path, and the contents become visible in the cluster.
 * @param checkout the directory in which the step runs
 */
export function configText(checkout: () => string = () => process.cwd()): Kind<Mapping> {
  return {
    type: 'YAML, JSON or path',
    parse(raw) {
      if (!/^[\w./@ -]+\.(ya?ml|json)$/.test(raw)) return parseOverlay(raw);
      const file = path.resolve(checkout(), raw);
      try {
        const root = realpathSync(checkout());
        const real = realpathSync(file);
        if (!real.startsWith(root + path.sep)) return { write: 'the path of a file within the checkout' };
        return parseOverlay(readFileSync(real, 'utf8'));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
        return {
          write: `YAML, JSON, or the path of a file that can be read (${String(error.code)}); check out the repository before this step`,
        };
      }
    },
  };
}
