import { pause, retryAfterMillis, type RetryPolicy } from './back-off.js';
import type { Problem } from './contract-types.js';
import type { Environment } from './environment.js';
import { OncemarkFailure } from './failure.js';
import { LinkedAbort } from './linked-abort.js';
import { ServerClock } from './server-clock.js';
import { Tokens } from './tokens.js';

/** One request, however often it is sent. */
export interface Call {
  method: string;
  /** With ids encoded, after the base. */
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** The seconds of `Prefer: wait`. */
  wait?: number;
  /** Sent even if the page closes meanwhile. */
  keepalive?: boolean;
  signal?: AbortSignal | undefined;
}

export interface Answer {
  status: number;
  body: unknown;
}

/** How much a browser lets pages send that are closing, headers not counted; some is left to the page itself. */
const KEEPALIVE_BYTES = 48 * 1024;

/** Sends requests with a token, and again while what failed may pass. */
export class Transport {
  readonly clock: ServerClock;

  constructor(
    private readonly base: string,
    private readonly tokens: Tokens,
    private readonly retries: RetryPolicy,
    private readonly timeoutMillis: number,
    readonly environment: Environment,
  ) {
    this.clock = new ServerClock(environment.now);
  }

  /** The answer, if its status is 2xx; every other one is thrown, when sending again has not helped for long enough. */
  async send(call: Call): Promise<Answer> {
    const { now, random, sleep } = this.environment;
    const end = now() + this.retries.giveUpMillis;
    for (let failures = 0; ; failures++) {
      try {
        return await this.sendOnce(call);
      } catch (failure) {
        const millis = (ofFailure(failure)?.retryAfterMillis ?? 0) + pause(failures, this.retries, random());
        if (!ofFailure(failure)?.passing || now() + millis > end) {
          throw failure;
        }
        await sleep(millis, call.signal);
      }
    }
  }

  /** One try, and another one if the token was refused. */
  async sendOnce(call: Call): Promise<Answer> {
    const abort = new LinkedAbort(call.signal);
    const timer = abort.after(this.timeoutMillis + (call.wait ?? 0) * 1000);
    try {
      const response = await this.open(call, abort.signal);
      return { status: response.status, body: await json(response) };
    } catch (cause) {
      throw abort.failureOf(cause);
    } finally {
      clearTimeout(timer);
      abort.release();
    }
  }

  /** The head of an answer whose status is 2xx; its body comes until the signal is aborted. */
  async open(call: Call, signal: AbortSignal): Promise<Response> {
    const token = await this.tokens.get();
    let response = await this.fetch(call, token, signal);
    if (response.status === 401 && token !== undefined) {
      response = await this.fetch(call, await this.tokens.get(token), signal);
    }
    if (!response.ok) {
      throw await this.refusal(response);
    }
    return response;
  }

  private async fetch(call: Call, token: string | undefined, signal: AbortSignal): Promise<Response> {
    if (!this.environment.isOnline()) {
      throw new OncemarkFailure('network', 'this device is offline');
    }
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const init: RequestInit = {
      method: call.method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(call.wait && { Prefer: `wait=${call.wait}` }),
        ...call.headers,
      },
      ...(body !== undefined && { body }),
      ...(call.keepalive && bytesOf(body ?? '') <= KEEPALIVE_BYTES && { keepalive: true }),
      cache: 'no-store',
      credentials: 'omit',
      signal,
    };
    const response = await this.environment.fetch(this.base + call.path, init);
    this.clock.learn(response.headers.get('Date'));
    return response;
  }

  private async refusal(response: Response): Promise<OncemarkFailure> {
    const { status, headers } = response;
    const problem = await problemOf(response);
    const header = retryAfterMillis(headers.get('Retry-After'), headers.get('Date'), this.environment.now());
    const after = header ?? (problem?.retryAfter === undefined ? undefined : problem.retryAfter * 1000);
    const more = { status, ...(after !== undefined && { retryAfterMillis: after }) };
    return problem
      ? new OncemarkFailure('problem', problem.title, { ...more, problem })
      : new OncemarkFailure('foreign', `status ${status} without a problem of the API's`, more);
  }
}

function ofFailure(thrown: unknown): OncemarkFailure | undefined {
  return thrown instanceof OncemarkFailure ? thrown : undefined;
}

/** A body's length as it is sent, in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) {
      return body;
    }
  } catch {
    // Told below.
  }
  throw new OncemarkFailure('foreign', `status ${response.status} without the API's JSON`, { status: response.status });
}

async function problemOf(response: Response): Promise<Problem | undefined> {
  try {
    const body: unknown = JSON.parse(await response.text());
    return isProblem(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Proxies and portals answer with errors, too, and some of them with JSON. */
function isProblem(body: unknown): body is Problem {
  const type = (body as Partial<Problem> | null)?.type;
  return typeof type === 'string' && type.startsWith('urn:oncemark:problem:');
}
