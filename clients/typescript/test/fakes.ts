import { OncemarkClient, type BatchItem, type ClientOptions, type Environment } from '../dist/index.js';

export interface Sent {
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body: { items: BatchItem[]; [field: string]: unknown };
  init: RequestInit;
}

export type Answering = (sent: Sent) => Response | Promise<Response>;

/** A clock that has passed as soon as somebody sleeps; it remembers for how long. */
export class FakeClock {
  readonly sleeps: number[] = [];

  constructor(public time = Date.parse('2026-03-01T12:00:00Z')) {}

  readonly now = (): number => this.time;

  readonly sleep = async (millis: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    this.sleeps.push(millis);
    this.time += millis;
    // Lets everything else go on, and aborts come.
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };
}

/** Answers what a test says, and remembers what was asked. */
export class FakeNetwork {
  readonly sent: Sent[] = [];
  online = true;
  private readonly listeners = new Set<() => void>();

  constructor(
    public answer: Answering,
    readonly clock = new FakeClock(),
    private readonly random: () => number = () => 0.5,
  ) {}

  /** The network comes back, or goes. */
  change(online: boolean): void {
    this.online = online;
    this.listeners.forEach((listener) => listener());
  }

  environment(): Environment {
    return {
      fetch: (url, init) => this.fetch(url, init),
      now: this.clock.now,
      random: this.random,
      sleep: this.clock.sleep,
      isOnline: () => this.online,
      onNetworkChange: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
    };
  }

  client(options: Partial<ClientOptions> = {}): OncemarkClient {
    return new OncemarkClient({ baseUrl: BASE, environment: this.environment(), ...options });
  }

  get listening(): number {
    return this.listeners.size;
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    if (!url.startsWith(BASE)) {
      throw new Error(`${url} is not of ${BASE}`);
    }
    init.signal?.throwIfAborted();
    const sent = {
      method: init.method ?? '',
      path: url.slice(BASE.length),
      headers: init.headers as Record<string, string>,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      init,
    };
    this.sent.push(sent);
    return this.answer(sent);
  }
}

export const BASE = 'https://lms.example/oncemark';

/** One after the other; the last one again and again. */
export function inTurn(...answers: readonly (() => Response)[]): Answering {
  let at = 0;
  return () => answers[Math.min(at++, answers.length - 1)]!();
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

export function problem(
  status: number,
  type: string,
  members: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  return json(status, problemBody(status, type, members), { 'Content-Type': 'application/problem+json', ...headers });
}

export function problemBody(status: number, type: string, members: Record<string, unknown> = {}) {
  const retryable = status === 401 || status === 403 || status === 429 || status >= 500;
  return { type: `urn:oncemark:problem:${type}`, title: type, status, retryable, ...members };
}

export function result(more: Record<string, unknown> = {}) {
  return {
    requestId: '0b0e7a30-0000-4000-8000-000000000001',
    enrollmentId: 'e-1',
    lessonId: 'sets',
    status: 'ACCEPTED',
    occurredAt: '2026-03-01T12:00:00Z',
    decidedAt: '2026-03-01T12:00:01Z',
    origin: 'API',
    inTopic: 'completion-requests',
    inPartition: 0,
    inOffset: 2 ** 40,
    ...more,
  };
}

export function disconnect(): never {
  throw new TypeError('fetch failed');
}
