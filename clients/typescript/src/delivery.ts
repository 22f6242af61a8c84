import { pause } from './back-off.js';
import type { OncemarkClient } from './client.js';
import type { BatchOutcome, Problem } from './contract-types.js';
import { OncemarkFailure } from './failure.js';
import { rejectionBy, verdictOf, type Accepted, type Rejected } from './outcome.js';
import type { QueuedCompletion, QueueStore } from './queue-store.js';

/** It cannot be used as it is: the application has an error. */
export interface Refused {
  state: 'refused';
  problem: Problem;
}

/** What became of a completion, for good. */
export interface Settled {
  completion: QueuedCompletion['completion'];
  outcome: Accepted | Rejected | Refused;
  /** Whether the lesson is complete, by this request or by another one. */
  complete: boolean;
}

/** Until a verdict that was not reached in time. */
const OF_PENDING = { firstMillis: 2_000, longestMillis: 60_000 };
/** Until a server that was overloaded may not be any more. */
const OF_SERVER = { firstMillis: 2_000, longestMillis: 300_000 };
/** Until the learning platform, or who runs it, may have changed what was wrong. */
const OF_PLATFORM = { firstMillis: 30_000, longestMillis: 3_600_000 };

/** Sends batches, and writes down what became of each completion in them. */
export class Delivery {
  constructor(
    private readonly client: OncemarkClient,
    private readonly store: QueueStore,
    private readonly tell: (settled: Settled) => Promise<boolean>,
    private readonly wait: number,
  ) {}

  /**
   * Afterwards each is removed, or has a time before which it is not sent again.
   *
   * @throws OncemarkFailure if the batch as a whole was not taken: some of it may be stored all the same
   */
  async send(batch: readonly QueuedCompletion[]): Promise<void> {
    let outcome: BatchOutcome;
    try {
      const items = batch.map((queued) => queued.completion);
      outcome = await this.client.submitBatch(items, { wait: this.wait, keepalive: true });
    } catch (failure) {
      return this.refused(batch, failure);
    }
    await this.settle(batch, outcome);
  }

  private async refused(batch: readonly QueuedCompletion[], failure: unknown): Promise<void> {
    if (!(failure instanceof OncemarkFailure)) {
      throw failure;
    }
    const { status, problem, retryAfterMillis } = failure;
    // 400 and 413 are about the items. Whatever else is said to be final is about the client, and may be mended.
    const ofItems = status === 413 || (status === 400 && !failure.retryable);
    if (ofItems && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await this.send(batch.slice(0, half));
      return this.send(batch.slice(half));
    }
    if (ofItems && problem && !failure.retryable) {
      return this.settle(batch, { successes: [], failures: [{ index: 0, status: problem.status, problem }] });
    }
    if (retryAfterMillis !== undefined) {
      const notBefore = this.after(retryAfterMillis, 0, OF_SERVER);
      await this.store.update(batch.map((queued) => ({ ...queued, notBefore, holds: 'enrollment' })));
    }
    throw failure;
  }

  private async settle(batch: readonly QueuedCompletion[], { successes, failures }: BatchOutcome): Promise<void> {
    const successOf = new Map(successes.map((success) => [success.index, success]));
    const failureOf = new Map(failures.map((failure) => [failure.index, failure]));
    const settled: string[] = [];
    const again: QueuedCompletion[] = [];
    for (const [index, queued] of batch.entries()) {
      const success = successOf.get(index);
      const problem = failureOf.get(index)?.problem;
      const outcome = success?.result ? verdictOf(success.result) : problem && refusalOf(problem);
      if (outcome && isFinal(outcome) && (await this.tell(settledBy(queued, outcome)))) {
        settled.push(queued.completion.idempotencyKey);
      } else {
        again.push(this.later(queued, success !== undefined, problem));
      }
    }
    await this.store.update(again);
    await this.store.remove(settled);
  }

  private later(queued: QueuedCompletion, isStored: boolean, problem: Problem | undefined): QueuedCompletion {
    const isOfServer = problem?.status === 401 || problem?.status === 429 || problem?.status === 503;
    const pauses = isOfServer ? OF_SERVER : isStored ? OF_PENDING : OF_PLATFORM;
    return {
      ...queued,
      failures: queued.failures + 1,
      notBefore: this.after((problem?.retryAfter ?? 0) * 1000, queued.failures, pauses),
      holds: isOfServer ? 'enrollment' : 'lesson',
    };
  }

  private after(millis: number, failures: number, pauses: typeof OF_SERVER): number {
    const { now, random } = this.client.environment;
    return now() + millis + pause(failures, pauses, random());
  }
}

type Outcome = Settled['outcome'];

function refusalOf(problem: Problem): Outcome | undefined {
  return rejectionBy(problem) ?? (problem.retryable === false ? { state: 'refused', problem } : undefined);
}

function isFinal(outcome: Outcome): boolean {
  return outcome.state !== 'rejected' || !outcome.retryable;
}

function settledBy({ completion }: QueuedCompletion, outcome: Outcome): Settled {
  const isComplete =
    outcome.state === 'accepted' || (outcome.state === 'rejected' && outcome.reason === 'ALREADY_COMPLETED');
  return { completion, outcome, complete: isComplete };
}
