import { abortReason } from './environment.js';
import { OncemarkFailure } from './failure.js';

/**
 * An abort of our own that follows the caller's signal. `AbortSignal.any` is too new for many, and React Native's signals
 * have no reason.
 */
export class LinkedAbort {
  private readonly controller = new AbortController();
  private reason: unknown;
  private readonly follow = (): void => this.abort(abortReason(this.caller));

  constructor(private readonly caller?: AbortSignal) {
    if (caller?.aborted) {
      this.follow();
    }
    caller?.addEventListener('abort', this.follow);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  abort(reason: unknown): void {
    this.reason ??= reason;
    this.controller.abort(reason);
  }

  throwIfAborted(): void {
    if (this.signal.aborted) {
      throw this.reason;
    }
  }

  /** Aborts after this long, unless the timer is cleared before. */
  after(millis: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.abort(new OncemarkFailure('timeout', 'no answer came in time')), millis);
  }

  /** What ended a request: a failure with its kind, or the reason for which the caller aborted it. */
  failureOf(cause: unknown): unknown {
    if (cause instanceof OncemarkFailure) {
      return cause;
    }
    return this.signal.aborted ? this.reason : new OncemarkFailure('network', 'no answer came', { cause });
  }

  /** The caller's signal is followed no more. */
  release(): void {
    this.caller?.removeEventListener('abort', this.follow);
  }
}
