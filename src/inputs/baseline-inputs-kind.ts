import { CORE_SCHEMA, FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import { isObject } from '../base/json.ts';
import { problemIn } from '../stack/config-overlay.ts';
import type { Kind, Parsed } from './kinds.ts';

/** Inputs as they would be written in a workflow, by name. Empty text stands for an input that is not given. */
export type InputTexts = Readonly<Record<string, string>>;

export const inputTextsType = 'YAML of inputs';

const MAX_BYTES = 64 * 1024;
const EXAMPLE = 'a line for each input, for example "openclaw-image: ghcr.io/openclaw/openclaw:2026.7.1"';

/**
 * Inputs and their values as a YAML mapping. Lists become lines, and a mapping becomes JSON, as it would be written for
 * `openclaw-config`. Which inputs may be there is not asked here.
 */
export function inputTexts(): Kind<InputTexts> {
  return {
    type: inputTextsType,
    parse(raw) {
      if (Buffer.byteLength(raw) > MAX_BYTES) return { write: `at most ${MAX_BYTES / 1024} KiB` };
      try {
        return textsIn(raw);
      } catch (error) {
        if (!(error instanceof YAMLException)) throw error;
        const line = error.mark === undefined ? '' : ` in line ${error.mark.line + 1}`;
        return { write: `${EXAMPLE}; this is not YAML (${error.reason}${line})` };
      }
    },
  };
}

function textsIn(raw: string): Parsed<InputTexts> {
  // Under this schema 1.10 stays a text, as it does in an input of its own.
  const written = load(raw, { schema: FAILSAFE_SCHEMA });
  const typed = load(raw, { schema: CORE_SCHEMA });
  if (!isObject(written) || !isObject(typed)) return { write: EXAMPLE };
  const problem = problemIn(typed);
  if (problem !== null) return problem;
  const texts = Object.entries(written).map(([name, value]) => [name, textOf(value, typed[name])]);
  const wrong = texts.find(([, text]) => text === null)?.[0];
  return wrong === undefined
    ? { value: Object.fromEntries(texts) }
    : { write: `a text, a list of texts or a mapping as the value of each input; that of ${wrong} is none` };
}

function textOf(written: unknown, typed: unknown): string | null {
  if (typed === null) return '';
  if (typeof written === 'string') return written.trim();
  if (Array.isArray(written))
    return written.every((item) => typeof item === 'string' && !item.includes('\n'))
      ? written.join('\n')
      : null;
  return isObject(typed) ? JSON.stringify(typed) : null;
}
