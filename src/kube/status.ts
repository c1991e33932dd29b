import { isObject } from '../base/json.ts';
import type { KnownSecrets } from '../base/clean.ts';
import type { ErrorCode } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import { admissionReasons, KubeError, type StatusCause } from './errors.ts';
import {
  admissionRefusal,
  codeOfRefusal,
  isDeniedByPolicy,
  type Refusal,
  refusalWords,
  unansweredWebhook,
} from './refusal.ts';
import { refusalHint } from './refusal-hint.ts';
import { holdsSecrets, secretsOfObject, withoutServersWords } from './secret-answer.ts';

/** The part of a Kubernetes `Status` object this program reads. */
export interface Status {
  succeeded: boolean;
  reason: string;
  message: string;
  causes: StatusCause[];
  retryAfterMs: number | undefined;
}

/** The `Status` in the body of a response; any other body (a proxy's page, plain text) becomes the message of one. */
export function parseStatus(body: string): Status {
  const parsed = parseObject(body);
  // The status at the end of an exec names neither kind nor apiVersion.
  if (parsed?.['kind'] !== 'Status' && typeof parsed?.['status'] !== 'string') {
    const text = /<html|<!doctype/i.test(body) ? 'an HTML page instead of a response of Kubernetes' : body;
    return { succeeded: false, reason: '', message: oneLine(text), causes: [], retryAfterMs: undefined };
  }
  const details = asObject(parsed['details']);
  const causes = Array.isArray(details?.['causes']) ? details['causes'] : [];
  const retryAfterSeconds = details?.['retryAfterSeconds'];
  return {
    succeeded: parsed['status'] === 'Success',
    reason: asText(parsed['reason']),
    message: asText(parsed['message']),
    causes: causes.map((item: unknown) => {
      const cause = asObject(item);
      return {
        reason: asText(cause?.['reason']),
        field: asText(cause?.['field']),
        message: asText(cause?.['message']),
      };
    }),
    retryAfterMs: typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1000 : undefined,
  };
}

/** What is known about a request that was refused. */
interface Refused {
  /** From the `Retry-After` header; without it, the value in the Status is used. */
  retryAfterMs?: number | undefined;
  /** The object that was sent, if one was. */
  sent?: unknown;
  /** Replaced in everything that is quoted. */
  secrets?: KnownSecrets | undefined;
}

/**
 * The error for a response with an error status. It quotes the server, but never what the server repeats of a Secret.
 *
 * @param operation what was tried, after "Could not": `apply ConfigMap bench/config`
 */
export function answeredError(
  operation: string,
  httpStatus: number,
  body: string,
  { retryAfterMs, sent, secrets }: Refused = {},
): KubeError {
  const status = parseStatus(body);
  const refusal = refusedByAdmission(httpStatus, status);
  const { code, hint } = classify(httpStatus, status, refusal, kindOf(sent));
  const own = secretsOfObject(sent);
  const clean = (text: string): string => own.clean(secrets?.clean(text) ?? text);
  const isSecret = holdsSecrets(sent, secrets);
  const words =
    isSecret && !isDeniedByPolicy(status.message)
      ? withoutServersWords(status, httpStatus)
      : explain(httpStatus, status, refusal);
  return new KubeError(code, clean(`Could not ${operation}: ${words}`), {
    status: httpStatus,
    reason: reasonOf(httpStatus, status, refusal),
    causes: isSecret ? [] : status.causes,
    retryable: isRetryable(httpStatus, status, refusal),
    retryAfterMs: retryAfterMs ?? status.retryAfterMs,
    hint,
  });
}

/** Words that a proxy or a node could use too count only in the responses in which Kubernetes refuses an object. */
function refusedByAdmission(httpStatus: number, { causes, message }: Status): Refusal | undefined {
  if (causes.some((cause) => cause.reason === 'NamespaceTerminating')) return undefined;
  const isRefusal = httpStatus === 400 || httpStatus === 403 || httpStatus === 422;
  return isRefusal || isDeniedByPolicy(message) ? admissionRefusal(message) : undefined;
}

function kindOf(sent: unknown): string {
  return asText(asObject(sent)?.['kind']);
}

// For a misspelt or mistyped field, server-side apply returns HTTP 500 without a reason, unlike every other refusal
// of a manifest. Retrying does not help.
const applyRefusal =
  /^failed to (?:create typed patch object|convert new object) \([^)]*\)(?: to proper version)?: (?:unable to convert unstructured object to [^:]*: )?/;

function isRetryable(httpStatus: number, status: Status, refusal: Refusal | undefined): boolean {
  // A webhook chooses the code of its refusal, and may choose 429 or 500.
  if (refusal !== undefined) return false;
  if (httpStatus === 429) return true;
  if (httpStatus < 500 || httpStatus === 501) return false;
  return !applyRefusal.test(status.message);
}

function classify(
  httpStatus: number,
  status: Status,
  refusal: Refusal | undefined,
  kind: string,
): { code: ErrorCode; hint?: string | undefined } {
  if (status.causes.some((cause) => cause.reason === 'NamespaceTerminating')) return { code: 'api-error' };
  if (refusal !== undefined) return { code: codeOfRefusal(refusal), hint: refusalHint(refusal, kind) };
  if (unansweredWebhook(status.message) !== undefined) {
    return {
      code: 'api-error',
      hint: 'The cluster asks this webhook before it accepts such an object: have its owner repair it or remove it.',
    };
  }
  if (httpStatus === 401) {
    return {
      code: 'cluster-auth',
      hint: 'The token or client certificate in the kubeconfig has expired, was revoked, or belongs to another cluster. Create a new one, or log in to the cluster in an earlier step.',
    };
  }
  if (httpStatus === 403) return classifyForbidden(status);
  if (httpStatus === 409 && status.causes.some((cause) => cause.reason === 'FieldManagerConflict')) {
    return { code: 'foreign-object' };
  }
  if (httpStatus === 409 && status.reason === 'AlreadyExists') return { code: 'foreign-object' };
  if (httpStatus === 400 || httpStatus === 413 || httpStatus === 415 || httpStatus === 422) {
    return { code: 'bad-manifest' };
  }
  if (httpStatus === 500 && applyRefusal.test(status.message)) return { code: 'bad-manifest' };
  return { code: 'api-error' };
}

/** What is left of 403: a permission, or no credentials at all. */
function classifyForbidden(status: Status): { code: ErrorCode; hint: string } {
  if (status.message.includes('"system:anonymous"')) {
    return {
      code: 'cluster-auth',
      hint: 'The kubeconfig has no credentials for this cluster: its user has no token, client certificate or plugin.',
    };
  }
  return {
    code: 'missing-permission',
    hint: 'Grant it to the account in the kubeconfig; manifests/rbac lists what the action needs.',
  };
}

function explain(httpStatus: number, status: Status, refusal: Refusal | undefined): string {
  if (refusal !== undefined) return oneLine(refusalWords(status.message));
  const unanswered = unansweredWebhook(status.message);
  if (unanswered !== undefined)
    return oneLine(`admission webhook "${unanswered.webhook}" cannot be called: ${unanswered.words}`);
  const owners = status.causes.filter((cause) => cause.reason === 'FieldManagerConflict');
  if (owners.length > 0) {
    const fields = owners.map((cause) => {
      const owner = /conflict with "([^"]*)"/.exec(cause.message)?.[1];
      return owner === undefined ? cause.field : `${cause.field} (${owner})`;
    });
    return oneLine(`some of its fields are managed by others: ${fields.join(', ')}.`);
  }
  if (httpStatus === 422 && status.causes.length > 0) {
    return oneLine(status.causes.map(explainCause).join('; '));
  }
  if (applyRefusal.test(status.message)) return withoutEcho(status.message.replace(applyRefusal, ''));
  if (status.message === '') return `the API server answered ${httpStatus}.`;
  // The message of a 422 without causes can quote the object itself.
  return oneLine(httpStatus === 422 ? withoutValue(status.message) : status.message);
}

function explainCause({ field, message }: StatusCause): string {
  return field === '' ? withoutValue(message) : `${field}: ${withoutValue(message)}`;
}

/** `Invalid value: core.PodTemplateSpec{…}: field is immutable` contains the whole object, including the values of secrets. */
function withoutValue(message: string): string {
  const kind = /(Invalid|Unsupported|Duplicate) value: /.exec(message);
  if (kind === null) return message;
  const rest = message.slice(kind.index + kind[0].length);
  const detail = /^"(?:[^"\\]|\\.)*"(?:: )?(.*)$/s.exec(rest)?.[1] ?? rest.slice(rest.lastIndexOf(': ') + 2);
  const start = message.slice(0, kind.index);
  return detail === '' ? `${start}${kind[1]} value` : `${start}${detail}`;
}

/** Server-side apply quotes a value of the wrong type, which in a Secret is the secret itself. */
function withoutEcho(message: string): string {
  return oneLine(message.replace(/(expected [^,]*), got .*$/s, '$1, got something else'));
}

/** A refusal by admission has a reason of its own: the one in the Status is the webhook's choice. */
function reasonOf(httpStatus: number, { reason }: Status, refusal: Refusal | undefined): string {
  if (refusal?.kind === 'no-dry-run') return admissionReasons.noDryRun;
  if (refusal?.kind === 'quota' && refusal.fits) return admissionReasons.usedUp;
  if (refusal !== undefined) return admissionReasons.refused;
  if (reason !== '') return reason;
  const reasons: Record<number, string> = {
    400: 'BadRequest',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'NotFound',
    409: 'Conflict',
    413: 'RequestEntityTooLarge',
    422: 'Invalid',
    429: 'TooManyRequests',
    500: 'InternalError',
    503: 'ServiceUnavailable',
    504: 'Timeout',
  };
  return reasons[httpStatus] ?? `HTTP ${httpStatus}`;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return isObject(value) ? value : undefined;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
