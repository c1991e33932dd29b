import type { WireApi } from '../../src/protocol/relay.ts';
import type { WirePurpose, WireRun } from '../../src/protocol/wire.ts';
import { parseObject } from '../json.ts';
import { isJudged, runIn, turnOf } from './attribution.ts';
import type { Asked } from './protocols/protocol.ts';
import { protocols } from './protocols/table.ts';
import { skim } from './skim.ts';

/** What the relay knows of a request. */
export interface RequestFacts {
  /** Without the provider; '' if the request names none. */
  model: string;
  isStream: boolean;
  /** Whether it asks for a text of a model; others are lists of models, embeddings, counts of tokens. */
  generates: boolean;
  /** Whether the answer is not to be waited for, so that nothing tells what it takes. */
  inBackground: boolean;
  purpose: WirePurpose;
  run: WireRun | null;
  /** Tokens of the request, by its size; 0 where nothing is billed. */
  estimatedInput: number;
  /** To be inserted after the first `{` of the body: asks for usage. '' mostly. */
  insert: string;
}

/** Models as `<provider>/<id>`; `provider` is the one that the request goes to. */
export interface KnownModels {
  provider: string;
  model: string;
  judgeModel: string | null;
}

/** More text than any model takes. */
export const maxReadBytes = 8 * 1024 * 1024;

/** As most prompts of OpenClaw are. */
const maxUnskimmed = 256 * 1024;

const bytesPerToken = 4;

/** Counts of tokens. */
const isFree = /[/:]count_?tokens$/i;

const nothingAsked: Asked = { model: '', isStream: false, instructions: '', messages: [], lacksUsage: false };

/**
 * Reads what a request asks, and of which run it is. It never throws: of a hostile body, `model` is '' and the purpose
 * `other`.
 * @param request its path without the query; `view` is all of the body, or what a skimmer left of it
 */
export function readRequest(
  request: { api: WireApi; path: string; body: { view: Buffer } },
  models: KnownModels,
): RequestFacts {
  const protocol = protocols[request.api];
  const path = request.path.split('?', 1)[0]!;
  const { view: whole } = request.body;
  const view = isShort(whole) ? whole : skim(whole, maxReadBytes);
  const document = view === null ? undefined : parseObject(view.toString('utf8'));
  const asked = document === undefined ? nothingAsked : protocol.readRequest(document, path);
  const generates = protocol.generates(path);
  const found = generates ? runIn(asked.instructions) : null;
  return {
    model: asked.model.slice(0, 200),
    isStream: asked.isStream,
    generates,
    inBackground: document?.['background'] === true,
    purpose: purposeOf(asked, found !== null, models),
    run: found === null ? null : { ...found, turn: turnOf(asked.messages) },
    estimatedInput: isFree.test(path) ? 0 : Math.ceil((view ?? whole).length / bytesPerToken),
    insert: asked.lacksUsage && generates ? '"stream_options":{"include_usage":true},' : '',
  };
}

/** Skimming is for long texts and pictures; it takes longer than to parse what has neither. */
function isShort(body: Buffer): boolean {
  return body.length <= maxUnskimmed && !body.includes('base64');
}

function purposeOf(
  asked: Asked,
  isOfRun: boolean,
  { provider, model, judgeModel }: KnownModels,
): WirePurpose {
  if (isOfRun) return 'run';
  if (judgeModel === null || `${provider}/${asked.model}` !== judgeModel) return 'other';
  return judgeModel !== model || isJudged(asked.messages) ? 'judge' : 'other';
}
