import type { Problem } from './contract-types.js';

/**
 * What went wrong:
 * - `problem`: the API says no, and {@link OncemarkFailure.problem} why
 * - `network`: no answer came, or not all of it; what was sent may have arrived
 * - `timeout`: likewise, in the time that it may take
 * - `foreign`: something answered that is not the API, such as the login page of a hotel's network
 * - `token`: there is no token, since the application could not get one
 * - `unsupported`: the `fetch` of this environment cannot do it
 */
export type FailureKind = 'problem' | 'network' | 'timeout' | 'foreign' | 'token' | 'unsupported';

export class OncemarkFailure extends Error {
  override readonly name = 'OncemarkFailure';
  readonly kind: FailureKind;
  /** Of the answer, if one came. */
  readonly status: number | undefined;
  readonly problem: Problem | undefined;
  /** How long not to try again, where the answer says so. */
  readonly retryAfterMillis: number | undefined;
  /** The key under which it was sent. To send the same again, use it again. */
  key: string | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    more: { status?: number; problem?: Problem; retryAfterMillis?: number; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.kind = kind;
    this.status = more.status;
    this.problem = more.problem;
    this.retryAfterMillis = more.retryAfterMillis;
  }

  /** Whether the same, sent again under the same key, can still be taken. Only the API itself can say that it cannot. */
  get retryable(): boolean {
    return this.problem?.retryable !== false;
  }

  /** Whether it may pass by itself within seconds. */
  get passing(): boolean {
    return this.kind === 'network' || this.kind === 'timeout' || isPassing(this.status ?? 0);
  }
}

/** What proxies and the API answer while something is down, slow or overloaded. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 429 || status === 408 || status === 425;
}
