/** Answers take time, and `Date` has whole seconds: what is within this is no error of the device's clock. */
const TOLERATED_MILLIS = 5_000;

/** The time by the server's clock, as far as its answers told it: a device's own may be hours off. */
export class ServerClock {
  private aheadMillis = 0;

  constructor(private readonly deviceNow: () => number) {}

  /** @param date the header `Date` of an answer that came just now */
  learn(date: string | null): void {
    const said = date === null ? NaN : Date.parse(date);
    if (!Number.isNaN(said)) {
      const ahead = said + 500 - this.deviceNow();
      this.aheadMillis = Math.abs(ahead) > TOLERATED_MILLIS ? ahead : 0;
    }
  }

  now(): number {
    return this.deviceNow() + this.aheadMillis;
  }
}
