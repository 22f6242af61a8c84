import { pause } from './back-off.js';
import { nextBatch, nextIn } from './batch.js';
import type { OncemarkClient } from './client.js';
import type { Completion } from './contract-types.js';
import { Delivery, type Settled } from './delivery.js';
import { newKey } from './environment.js';
import { exclusively } from './exclusive.js';
import type { QueuedCompletion, QueueStore } from './queue-store.js';

export interface QueueOptions {
  client: OncemarkClient;
  store: QueueStore;
  /**
   * Told the outcome of each completion before it is removed: in rare cases twice, never not at all. If it throws, the
   * completion stays and is sent again later.
   */
  onSettled: (settled: Settled) => void | Promise<void>;
  /** Told each time why nothing could be sent. It is tried again by itself; a failure with the status 401 needs a log-in. */
  onFailure?: (failure: unknown) => void;
  /** The seconds that a batch waits for its verdicts. 10 by default. */
  wait?: number;
}

/** After nothing could be sent. */
const PAUSES = { firstMillis: 1_000, longestMillis: 300_000 };

/** How often it is looked whether there is a network, where nobody tells. */
const OFFLINE_MILLIS = 30_000;

/** Keeps completions until it is known what became of them, whatever happens to the network, the server and the page. */
export class CompletionQueue {
  private readonly store: QueueStore;
  private readonly delivery: Delivery;
  private started: AbortController | undefined;
  private timer: AbortController | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private failures = 0;
  private pausedUntil = 0;

  constructor(private readonly options: QueueOptions) {
    this.store = options.store;
    this.delivery = new Delivery(options.client, options.store, (settled) => this.tell(settled), options.wait ?? 10);
  }

  /** Sends what there is, and from now on by itself what is added, when it may be sent and there is a network. */
  start(): void {
    if (this.started) {
      return;
    }
    this.started = new AbortController();
    const { isOnline, onNetworkChange } = this.environment;
    const unsubscribe = onNetworkChange(() => void (isOnline() && this.drain()));
    this.started.signal.addEventListener('abort', unsubscribe);
    void this.drain();
  }

  /** Sends nothing more by itself, once what is under way is answered. */
  stop(): void {
    this.started?.abort();
    this.started = undefined;
    this.timer?.abort();
  }

  /**
   * Keeps a completion: when the promise is fulfilled, it is in the store. It happened now, unless it has `occurredAt`.
   *
   * @returns its key
   */
  async add(completion: Completion, key: string = newKey()): Promise<string> {
    const occurredAt = completion.occurredAt ?? this.options.client.now().toISOString();
    await this.store.add({
      completion: { ...completion, occurredAt, idempotencyKey: key },
      failures: 0,
      notBefore: 0,
      holds: 'lesson',
    });
    if (this.started) {
      void this.run();
    }
    return key;
  }

  /** What is kept, in order. */
  waiting(): Promise<QueuedCompletion[]> {
    return this.store.all();
  }

  /** Sends what may be sent; the promise is fulfilled when that is answered, or has failed. */
  drain(): Promise<void> {
    this.pausedUntil = 0;
    return this.run();
  }

  private get environment() {
    return this.options.client.environment;
  }

  /** One run at a time; what is added meanwhile is seen by one pass more. */
  private run(): Promise<void> {
    this.again = true;
    this.running ??= this.passes();
    return this.running;
  }

  private async passes(): Promise<void> {
    while (this.again) {
      this.again = false;
      this.timer?.abort();
      try {
        await exclusively(`oncemark ${this.store.name}`, () => this.pass());
        this.schedule(nextIn(await this.store.all(), this.environment.now()));
      } catch (failure) {
        this.failed(failure);
      }
    }
    this.running = undefined;
  }

  private async pass(): Promise<void> {
    const { now, isOnline } = this.environment;
    while (isOnline() && now() >= this.pausedUntil) {
      const batch = nextBatch(await this.store.all(), now());
      if (batch.length === 0) {
        return;
      }
      await this.delivery.send(batch);
      this.failures = 0;
    }
  }

  private failed(failure: unknown): void {
    const millis = pause(this.failures++, PAUSES, this.environment.random());
    this.pausedUntil = this.environment.now() + millis;
    this.schedule(millis);
    this.options.onFailure?.(failure);
  }

  private schedule(millis: number | undefined): void {
    if (!this.started || millis === undefined) {
      return;
    }
    const timer = new AbortController();
    this.timer = timer;
    const { now, isOnline, sleep } = this.environment;
    const least = isOnline() ? 100 : OFFLINE_MILLIS;
    sleep(Math.max(millis, this.pausedUntil - now(), least), timer.signal).then(
      () => void this.run(),
      () => undefined,
    );
  }

  private async tell(settled: Settled): Promise<boolean> {
    try {
      await this.options.onSettled(settled);
      return true;
    } catch (failure) {
      this.options.onFailure?.(failure);
      return false;
    }
  }
}
