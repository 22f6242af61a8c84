import { pause, type RetryPolicy } from './back-off.js';
import type { Attempt, BatchItem, BatchOutcome, Completion, History, Progress, WaiverReason } from './contract-types.js';
import { environmentWith, newKey, type Environment } from './environment.js';
import { EventFollower, type EnrollmentEvent, type FollowOptions } from './events.js';
import { OncemarkFailure } from './failure.js';
import { outcomeOf, rejectionBy, type Outcome, type Pending, type Verdict } from './outcome.js';
import { Tokens, type TokenProvider } from './tokens.js';
import { Transport, type Call } from './transport.js';

export interface ClientOptions {
  /** Where the API is, such as `https://lms.example/oncemark`. */
  baseUrl: string;
  /** Left out only where an installation asks for no tokens. */
  token?: TokenProvider;
  /** How long an answer may take, beside what was waited for a verdict. 10 s by default. */
  timeoutMillis?: number;
  /** How requests are repeated that fail by the network, or with 429 or 5xx. By default for a minute. */
  retries?: Partial<RetryPolicy>;
  environment?: Partial<Environment>;
}

export interface SendOptions {
  /** Seconds to wait for the verdict, at most 30. 0 by default. */
  wait?: number;
  signal?: AbortSignal;
}

export interface SubmitOptions extends SendOptions {
  /** The completion's own key. By default a new one is made, once, and kept over retries. */
  key?: string;
  /** Lets the request outlive the page that sends it. Its answer may not be seen then: keep the key. */
  keepalive?: boolean;
}

const RETRIES: RetryPolicy = { firstMillis: 500, longestMillis: 20_000, giveUpMillis: 60_000 };
const POLLS = { firstMillis: 200, longestMillis: 5_000 };

/** The API of an installation. Each method throws an {@link OncemarkFailure} where there is no answer that it returns. */
export class OncemarkClient {
  private readonly transport: Transport;

  constructor(options: ClientOptions) {
    this.transport = new Transport(
      options.baseUrl.replace(/\/+$/, ''),
      new Tokens(options.token),
      { ...RETRIES, ...options.retries },
      options.timeoutMillis ?? 10_000,
      environmentWith(options.environment),
    );
  }

  get environment(): Environment {
    return this.transport.environment;
  }

  /** The time by the server's clock, as far as it is known: what `occurredAt` should be when a lesson is completed. */
  now(): Date {
    return new Date(this.transport.clock.now());
  }

  /** Submits one completion. For what must not be lost, use a {@link CompletionQueue}. */
  submit(completion: Completion, options: SubmitOptions = {}): Promise<Outcome> {
    const { enrollmentId, ...body } = completion;
    const { key = newKey(), ...more } = options;
    return this.command('POST', `${of(enrollmentId)}/completions`, enrollmentId, { key, body, ...more });
  }

  /** Waits until the request is decided, however long that takes; to wait no longer, abort. */
  async waitForVerdict(pending: Pending, options: { signal?: AbortSignal } = {}): Promise<Verdict> {
    const { requestId, enrollmentId } = pending;
    const path = `/v1/completion-requests/${part(requestId)}?enrollment=${part(enrollmentId)}`;
    const { random, sleep } = this.environment;
    for (let polls = 0; ; polls++) {
      const outcome = outcomeOf(await this.transport.send({ method: 'GET', path, ...options }), enrollmentId);
      if (outcome.state !== 'pending') {
        return outcome;
      }
      await sleep(pause(polls, POLLS, random()), options.signal);
    }
  }

  /** Submits, and waits until it is decided: in the answer if that is soon, then by asking for it. */
  async complete(completion: Completion, options: SubmitOptions = {}): Promise<Verdict> {
    const outcome = await this.submit(completion, { wait: 10, ...options });
    return outcome.state === 'pending' ? this.waitForVerdict(outcome, options) : outcome;
  }

  /** Submits up to 500 completions, each with its key, once: what fails is for a {@link CompletionQueue} to repeat. */
  async submitBatch(items: readonly BatchItem[], options: Omit<SubmitOptions, 'key'> = {}): Promise<BatchOutcome> {
    const call = { method: 'POST', path: '/v1/completions:batch', body: { items }, ...options };
    const { status, body } = await this.transport.sendOnce(call);
    const outcome = body as Partial<BatchOutcome>;
    if (!Array.isArray(outcome.successes) || !Array.isArray(outcome.failures)) {
      throw new OncemarkFailure('foreign', `status ${status} without the outcome of a batch`, { status });
    }
    return outcome as BatchOutcome;
  }

  /** Which lessons are complete, as PostgreSQL has it. */
  async progress(enrollmentId: string, options: { signal?: AbortSignal } = {}): Promise<Progress> {
    return (await this.transport.send({ method: 'GET', path: `${of(enrollmentId)}/progress`, ...options }))
      .body as Progress;
  }

  /** Every accepted change, the oldest first; while there is `next`, ask again with it as `after`. */
  async history(
    enrollmentId: string,
    { after = 0, limit = 100, signal }: { after?: number; limit?: number; signal?: AbortSignal } = {},
  ): Promise<History> {
    const path = `${of(enrollmentId)}/history?after=${after}&limit=${limit}`;
    return (await this.transport.send({ method: 'GET', path, signal })).body as History;
  }

  /** The enrollment's verdicts as they come, over reconnections, until the signal is aborted. */
  events(enrollmentId: string, options: FollowOptions = {}): AsyncGenerator<EnrollmentEvent, void, undefined> {
    return new EventFollower(this.transport, `${of(enrollmentId)}/events`, options).events();
  }

  /** Takes back that a lesson is complete; `revokes` is the request whose acceptance is meant. */
  revoke(
    { enrollmentId, lessonId, reason, revokes }: { enrollmentId: string; lessonId: string; reason: string; revokes?: string },
    options: SubmitOptions = {},
  ): Promise<Outcome> {
    const meant = revokes === undefined ? '' : `&revokes=${part(revokes)}`;
    const path = `${of(enrollmentId)}/lessons/${part(lessonId)}/completion?reason=${part(reason)}${meant}`;
    const { key = newKey(), ...more } = options;
    return this.command('DELETE', path, enrollmentId, { key, ...more });
  }

  /** Lets a lesson count that the learner need not do. */
  waive(
    { enrollmentId, lessonId, reason }: { enrollmentId: string; lessonId: string; reason: WaiverReason },
    options: SendOptions = {},
  ): Promise<Outcome> {
    const path = `${of(enrollmentId)}/lessons/${part(lessonId)}/waiver`;
    return this.command('PUT', path, enrollmentId, { body: { reason }, ...options });
  }

  /** Begins the attempt with this number, in which no lesson is complete. */
  beginAttempt(
    { enrollmentId, ...body }: Omit<Attempt, 'keepCompletion'> & { enrollmentId: string; keepCompletion?: boolean },
    options: SendOptions = {},
  ): Promise<Outcome> {
    return this.command('POST', `${of(enrollmentId)}/attempts`, enrollmentId, { body, ...options });
  }

  private async command(
    method: string,
    path: string,
    enrollmentId: string,
    { key, ...options }: SubmitOptions & { body?: unknown },
  ): Promise<Outcome> {
    const headers: Call['headers'] = key === undefined ? {} : { 'Idempotency-Key': key };
    try {
      return outcomeOf(await this.transport.send({ method, path, headers, ...options }), enrollmentId);
    } catch (failure) {
      if (!(failure instanceof OncemarkFailure)) {
        throw failure;
      }
      const rejection = failure.problem && rejectionBy(failure.problem);
      if (rejection) {
        return rejection;
      }
      failure.key = key;
      throw failure;
    }
  }
}

function of(enrollmentId: string): string {
  return `/v1/enrollments/${part(enrollmentId)}`;
}

const part = encodeURIComponent;
