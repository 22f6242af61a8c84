import { OncemarkFailure } from './failure.js';

/**
 * Hands out a token; called before each request, so it should return the one it has.
 *
 * @param refused whether its last one was answered 401: then another one is needed
 */
export type TokenProvider = (refused: boolean) => string | Promise<string>;

/** One renewal at a time, whatever the number of requests that were refused together. */
export class Tokens {
  private latest: string | undefined;
  private renewal: Promise<string> | undefined;

  constructor(private readonly provider: TokenProvider | undefined) {}

  /** @param refused the token that was refused, if one was */
  async get(refused?: string): Promise<string | undefined> {
    const provider = this.provider;
    if (!provider) {
      return undefined;
    }
    try {
      if (refused !== undefined && refused === this.latest) {
        this.renewal ??= Promise.resolve(provider(true)).finally(() => (this.renewal = undefined));
      }
      this.latest = await (this.renewal ?? provider(false));
      return this.latest;
    } catch (cause) {
      throw new OncemarkFailure('token', 'the application has no token', { cause });
    }
  }
}
