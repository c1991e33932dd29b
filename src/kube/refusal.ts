import type { ErrorCode } from '../base/errors.ts';
import { parseQuantity } from './quantity.ts';

/** Why admission refused an object, as far as its words tell. */
export type Refusal =
  /** A webhook, a policy, PodSecurity or an SCC. */
  | { kind: 'policy' }
  /** A webhook that would have to be asked only for a dry run, and cannot be. */
  | { kind: 'no-dry-run' }
  /** A quota counts what some containers do not state. */
  | { kind: 'unset'; missing: readonly { resource: string; containers: readonly string[] }[] }
  /** A quota is used up; `fits` is false if the object alone is larger than the quota. */
  | { kind: 'quota'; over: readonly QuotaOverrun[]; fits: boolean }
  /** A LimitRange: a maximum, a minimum or a ratio. */
  | { kind: 'limit-range'; rules: readonly LimitRule[] }
  /** Something that the pod names does not exist. */
  | { kind: 'missing'; what: 'PriorityClass' | 'RuntimeClass' | 'ServiceAccount'; name: string }
  /** The pod is not valid. With `above`, because it requests more than a limit that something else has set. */
  | { kind: 'invalid'; above: readonly LimitOverrun[] };

export interface QuotaOverrun {
  resource: string;
  requested: string;
  limited: string;
}

/** `maximum cpu usage per Container is 1` */
export interface LimitRule {
  bound: 'maximum' | 'minimum' | 'ratio';
  resource: string;
  per: string;
  allowed: string;
}

/** A container that requests more than its limit. */
export interface LimitOverrun {
  list: 'initContainers' | 'containers';
  index: number;
  resource: string;
  requested: string;
  limit: string;
}

const deniedByPolicy =
  /admission webhook "[^"]*" denied the request|(?:Validating|Mutating)AdmissionPolicy '[^']*' with binding '[^']*' denied request/;
/** Only in responses that are refusals anyway: elsewhere such words may mean something else. */
const policyWords =
  /violates PodSecurity|unable to validate against any security context constraint|denied the request|denied by|AdmissionPolicy|image policy webhook|unable to admit pod|node label selector conflicts|tolerations .*conflict/;
const lacksRight = /User "[^"]*" cannot \w+ resource/;

/** Whether a webhook or a policy refused it, in the words that only the API server uses. */
export function isDeniedByPolicy(message: string): boolean {
  return deniedByPolicy.test(message);
}

/** Why admission refused an object, from the message of the API server; undefined if it was something else. */
export function admissionRefusal(message: string): Refusal | undefined {
  if (isDeniedByPolicy(message)) return { kind: 'policy' };
  if (/admission webhook "[^"]*" does not support dry run/.test(message)) return { kind: 'no-dry-run' };
  if (lacksRight.test(message)) return undefined;
  return quotaRefusal(message) ?? missingObject(message) ?? ruleRefusal(message);
}

/** The same for a pod that a controller tried to create, by the words of its event or condition. */
export function podRefusal(words: string): Refusal | undefined {
  return admissionRefusal(words) ?? (/\bis invalid: /.test(words) ? invalidPod(words) : undefined);
}

/** Whether waiting cannot help. */
export function isTerminal(refusal: Refusal): boolean {
  if (refusal.kind === 'quota') return !refusal.fits;
  // A new namespace gets its ServiceAccount a moment later.
  return refusal.kind !== 'missing' || refusal.what !== 'ServiceAccount';
}

export function codeOfRefusal(refusal: Refusal): ErrorCode {
  if (refusal.kind === 'invalid') return refusal.above.length > 0 ? 'quota-exceeded' : 'bad-manifest';
  return isOfAmounts(refusal) ? 'quota-exceeded' : 'admission-refused';
}

function isOfAmounts({ kind }: Refusal): boolean {
  return kind === 'unset' || kind === 'quota' || kind === 'limit-range';
}

/** A webhook that could not be asked, and why; undefined if the message is about something else. */
export function unansweredWebhook(message: string): { webhook: string; words: string } | undefined {
  const [, webhook, words = ''] =
    /failed calling webhook "([^"]*)": (?:failed to call webhook: )?(.*)$/s.exec(message) ?? [];
  return webhook === undefined ? undefined : { webhook, words };
}

/** The message without the generated name of the refused object, which differs with every try. */
export function refusalWords(message: string): string {
  return message.replace(/^Error creating: /, '').replace(/^[\w.-]+ "[^"]*" is (?:forbidden|invalid): /, '');
}

function quotaRefusal(message: string): Refusal | undefined {
  const [, requested, limited] =
    /exceeded quota: [^,]*, requested: ([^ ]*), used: [^ ]*, limited: ([^ ]*)/.exec(message) ?? [];
  if (requested !== undefined && limited !== undefined) {
    const limits = new Map(amountsIn(limited));
    const over = amountsIn(requested).map(([resource, amount]) => ({
      resource,
      requested: amount,
      limited: limits.get(resource) ?? '',
    }));
    return { kind: 'quota', over, fits: !over.some(isTooLarge) };
  }
  const [, unset] = /failed quota: [^:]*: must specify (.*)$/s.exec(message) ?? [];
  if (unset !== undefined) return { kind: 'unset', missing: missingIn(unset) };
  if (/insufficient quota to /.test(message)) return { kind: 'quota', over: [], fits: false };
  return /exceeded quota|status unknown for quota|failed quota/.test(message)
    ? { kind: 'quota', over: [], fits: true }
    : undefined;
}

/** `limits.cpu=3,limits.memory=9Gi` */
function amountsIn(list: string): [resource: string, amount: string][] {
  return list
    .split(',')
    .filter((part) => part.includes('='))
    .map((part) => [part.slice(0, part.lastIndexOf('=')), part.slice(part.lastIndexOf('=') + 1)]);
}

export function isTooLarge({ requested, limited }: QuotaOverrun): boolean {
  return parseQuantity(requested) > parseQuantity(limited);
}

/** `limits.cpu for: gateway,results; limits.memory for: results` */
function missingIn(list: string): { resource: string; containers: string[] }[] {
  return list.split(';').flatMap((part) => {
    const [resources = '', containers = ''] = part.split(' for: ');
    const names = containers.split(',').map((name) => name.trim());
    return resources
      .split(',')
      .map((resource) => ({ resource: resource.trim(), containers: names.filter((name) => name !== '') }))
      .filter(({ resource }) => resource !== '');
  });
}

function missingObject(message: string): Refusal | undefined {
  const [, priority] = /no PriorityClass with name "?([^"\s]+)"? was found/.exec(message) ?? [];
  if (priority !== undefined) return { kind: 'missing', what: 'PriorityClass', name: priority };
  const [, runtime] = /RuntimeClass "([^"]*)" not found/.exec(message) ?? [];
  if (runtime !== undefined) return { kind: 'missing', what: 'RuntimeClass', name: runtime };
  const [, account] = /serviceaccount "([^"]*)" not found/.exec(message) ?? [];
  return account === undefined ? undefined : { kind: 'missing', what: 'ServiceAccount', name: account };
}

function ruleRefusal(message: string): Refusal | undefined {
  const rules = rulesIn(message);
  if (rules.length > 0) return { kind: 'limit-range', rules };
  return policyWords.test(message) ? { kind: 'policy' } : undefined;
}

/** `maximum memory usage per Container is 1Gi, but limit is 2Gi`, `cpu max limit to request ratio per Container is 2, but …` */
function rulesIn(message: string): LimitRule[] {
  const bounds = /(maximum|minimum) (\S+) usage per (\w+) is ([\w.]*\w)/g;
  const ratios = /(\S+) max limit to request ratio per (\w+) is ([\w.]*\w)/g;
  return [
    ...[...message.matchAll(bounds)].map(([, bound, resource = '', per = '', allowed = '']) => ({
      bound: bound === 'minimum' ? ('minimum' as const) : ('maximum' as const),
      resource,
      per,
      allowed,
    })),
    ...[...message.matchAll(ratios)].map(([, resource = '', per = '', allowed = '']) => ({
      bound: 'ratio' as const,
      resource: resource.replace('[', ''),
      per,
      allowed,
    })),
  ];
}

function invalidPod(words: string): Refusal {
  const pattern =
    /spec\.(initContainers|containers)\[(\d+)\]\.resources\.requests: Invalid value: "([^"]*)": must be less than or equal to (\S+) limit of ([^\s,\]]+)/g;
  const above = [...words.matchAll(pattern)].map(([, list, index, requested, resource, limit]) => ({
    list: list === 'initContainers' ? ('initContainers' as const) : ('containers' as const),
    index: Number(index),
    resource: resource ?? '',
    requested: requested ?? '',
    limit: limit ?? '',
  }));
  return { kind: 'invalid', above };
}
