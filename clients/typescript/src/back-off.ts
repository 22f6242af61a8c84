/** How requests are repeated. */
export interface RetryPolicy {
  /** The first pause at most; each further one is twice as long. */
  firstMillis: number;
  /** No pause is longer, unless the answer asks for that. */
  longestMillis: number;
  /** After this long the last failure is thrown. */
  giveUpMillis: number;
}

/**
 * The pause after the failure with this number, from 0: half of it fixed, half random, so that clients that failed
 * together do not come back together.
 */
export function pause(failures: number, policy: Pick<RetryPolicy, 'firstMillis' | 'longestMillis'>, random: number): number {
  const longest = Math.min(policy.longestMillis, policy.firstMillis * 2 ** Math.min(failures, 30));
  return longest / 2 + (longest / 2) * random;
}

/**
 * `Retry-After` in milliseconds: seconds, or an HTTP date. A date is held against the answer's own `Date`, since this
 * device's clock may be wrong.
 */
export function retryAfterMillis(header: string | null, date: string | null, now: number): number | undefined {
  if (header === null) {
    return undefined;
  }
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) {
    return Number(text) * 1000;
  }
  const until = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : NaN;
  const from = date === null ? NaN : Date.parse(date);
  return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(from) ? now : from));
}
