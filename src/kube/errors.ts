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

/** A request to the API server that failed: an ActionError that also says how, for code that can go on. */
export class KubeError extends ActionError {
  /** HTTP status, 0 when there was no answer. */
  readonly status: number;
  /** `reason` of the Status, or a TransportReason, or one of exec's reasons. */
  readonly reason: string;
  readonly causes: readonly StatusCause[];
  /** Whether the same request may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /** How often the request was sent. With more than one, `AlreadyExists` may mean our own earlier attempt. */
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

export function isKubeError(error: unknown, ...reasons: string[]): error is KubeError {
  return error instanceof KubeError && (reasons.length === 0 || reasons.includes(error.reason));
}

/** Whether the same request may succeed in a moment: an overloaded node, or an API server that is restarting. */
export function isTransient(error: unknown): error is KubeError {
  return isKubeError(error) && (error.retryable || isKubeError(error, 'ExecInterrupted', 'NoAnswer'));
}
