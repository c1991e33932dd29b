import { ActionError, type ErrorCode } from '../base/errors.ts';

/** One entry of `details.causes` in a Kubernetes `Status`. */
export interface StatusCause {
  reason: string;
  field: string;
  message: string;
}

export interface KubeErrorDetails {
  status: number;
  reason: string;
  causes?: StatusCause[];
  retryable: boolean;
  retryAfterMs?: number | undefined;
  hint?: string | undefined;
  cause?: unknown;
}

/**
 * The `reason` of a KubeError where admission refused the object, whatever HTTP status and reason a webhook has chosen. A quota
 * that is merely used up may be freed.
 */
export const admissionReasons = { refused: 'Refused', usedUp: 'QuotaUsedUp', noDryRun: 'NoDryRun' } as const;

/** A failed request to the API server, with the details that callers need to decide whether to go on. */
export class KubeError extends ActionError {
  /** HTTP status; 0 if there was no response. */
  readonly status: number;
  /** The `reason` of the Status, a TransportReason, or one of exec's reasons. */
  readonly reason: string;
  readonly causes: readonly StatusCause[];
  /** Whether the same request may succeed later without any other change. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /** How often the request was sent. If more than once, `AlreadyExists` may be due to our own earlier attempt. */
  attempts = 1;

  constructor(code: ErrorCode, message: string, details: KubeErrorDetails) {
    super(code, message, {
      ...(details.hint === undefined ? {} : { hint: details.hint }),
      ...(details.cause === undefined ? {} : { cause: details.cause }),
    });
    this.status = details.status;
    this.reason = details.reason;
    this.causes = details.causes ?? [];
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** Whether it is a KubeError, and one with any of these reasons if some are listed. */
export function isKubeError(error: unknown, ...reasons: string[]): error is KubeError {
  return error instanceof KubeError && (reasons.length === 0 || reasons.includes(error.reason));
}

/** Whether admission refused the object: a policy, a webhook or a quota, not the rights of the account. */
export function isAdmissionRefusal(error: unknown): boolean {
  return isKubeError(error, ...Object.values(admissionReasons));
}

/** Whether the same request may succeed in a moment: an overloaded node, or an API server that is restarting. */
export function isTransient(error: unknown): error is KubeError {
  return isKubeError(error) && (error.retryable || isKubeError(error, 'ExecInterrupted', 'NoAnswer'));
}
