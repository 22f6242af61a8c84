import { pause } from './back-off.js';
import type { CompletionResult } from './contract-types.js';
import { EventParser, type StreamEvent } from './event-parser.js';
import { OncemarkFailure } from './failure.js';
import { LinkedAbort } from './linked-abort.js';
import { sleepOrOnline, untilOnline } from './online.js';
import type { Transport } from './transport.js';

/** A verdict on a request of the enrollment. */
export interface VerdictEvent {
  /** To resume after it, in another page or process. */
  id: string;
  type: 'accepted' | 'rejected' | 'replayed' | 'revoked' | 'reset';
  result: CompletionResult;
}

/** Events may be missing before the next one: read the progress. */
export interface GapEvent {
  id: string;
  type: 'gap';
}

export type EnrollmentEvent = VerdictEvent | GapEvent;

export interface FollowOptions {
  /** Ends the events, without an error. */
  signal?: AbortSignal;
  /** The id of the last event that was seen; without it, events begin now. */
  lastEventId?: string;
  /** How long nothing may come, not even the comments that the server sends every 15 s. 45 s by default. */
  silentMillis?: number;
  /** Called each time the stream is open: what is read from then on is followed without a gap. */
  onOpen?: () => void;
  /** Called each time it is not any more, with the failure if there was one. It is opened again. */
  onInterruption?: (failure: unknown) => void;
}

const LONGEST_PAUSE_MILLIS = 30_000;

/** What a connection has to last for the next failure to count as the first. */
const STEADY_MILLIS = 10_000;

/** Follows one stream over as many connections as that takes. */
export class EventFollower {
  private lastEventId: string;
  /** The first pause; the server says how long it should be. */
  private firstMillis = 2_000;
  private failures = 0;

  constructor(
    private readonly transport: Transport,
    private readonly path: string,
    private readonly options: FollowOptions,
  ) {
    this.lastEventId = options.lastEventId ?? '';
  }

  async *events(): AsyncGenerator<EnrollmentEvent, void, undefined> {
    const { signal, onInterruption } = this.options;
    while (!signal?.aborted) {
      let failure: unknown;
      try {
        for await (const event of this.connection()) {
          yield read(event);
        }
      } catch (caught) {
        failure = caught;
      }
      if (signal?.aborted) {
        return;
      }
      if (isFinal(failure)) {
        throw failure;
      }
      onInterruption?.(failure);
      await this.rest(failure).catch(() => undefined);
    }
  }

  private async *connection(): AsyncGenerator<StreamEvent, void, undefined> {
    const { environment } = this.transport;
    const { signal, silentMillis = 45_000, onOpen } = this.options;
    await untilOnline(environment, signal);
    const abort = new LinkedAbort(signal);
    // A connection from before may never end by itself.
    const changed = new OncemarkFailure('network', 'the network changed');
    const unsubscribe = environment.onNetworkChange(() => abort.abort(changed));
    let silence = abort.after(silentMillis);
    const began = environment.now();
    try {
      const response = await this.transport.open(this.call(), abort.signal);
      const reader = readerOf(response);
      // Not every fetch ends a body whose request is aborted.
      abort.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
      onOpen?.();
      const parser = new EventParser(this.lastEventId);
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        clearTimeout(silence);
        silence = abort.after(silentMillis);
        for (const event of parser.read(chunk.value)) {
          this.failures = 0;
          this.lastEventId = event.id;
          yield event;
        }
        this.firstMillis = parser.retryMillis ?? this.firstMillis;
      }
      abort.throwIfAborted();
    } catch (cause) {
      throw abort.failureOf(cause);
    } finally {
      this.failures = environment.now() - began > STEADY_MILLIS ? 0 : this.failures;
      clearTimeout(silence);
      unsubscribe();
      abort.abort(undefined);
      abort.release();
    }
  }

  private call() {
    const last = this.lastEventId === '' ? undefined : { 'Last-Event-ID': this.lastEventId };
    return { method: 'GET', path: this.path, headers: { Accept: 'text/event-stream', ...last } };
  }

  private async rest(failure: unknown): Promise<void> {
    const { environment } = this.transport;
    const policy = { firstMillis: this.firstMillis, longestMillis: Math.max(this.firstMillis, LONGEST_PAUSE_MILLIS) };
    const least = failure instanceof OncemarkFailure ? (failure.retryAfterMillis ?? 0) : 0;
    await environment.sleep(least, this.options.signal);
    await sleepOrOnline(environment, pause(this.failures++, policy, environment.random()), this.options.signal);
  }
}

/** No token that the application has is good for it, there is no such stream, or it cannot be read here. */
function isFinal(failure: unknown): boolean {
  const kind = failure instanceof OncemarkFailure && !failure.passing ? failure.kind : undefined;
  return kind === 'problem' || kind === 'unsupported';
}

function read({ id, event, data }: StreamEvent): EnrollmentEvent {
  return event === 'gap'
    ? { id, type: 'gap' }
    : { id, type: event as VerdictEvent['type'], result: JSON.parse(data) as CompletionResult };
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (response.headers.get('Content-Type')?.startsWith('text/event-stream') !== true) {
    throw new OncemarkFailure('foreign', 'the answer is no stream of events', { status: response.status });
  }
  if (!response.body) {
    throw new OncemarkFailure('unsupported', 'events need a fetch whose answers can be read as they come');
  }
  return response.body.getReader();
}
