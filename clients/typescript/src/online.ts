import type { Environment } from './environment.js';
import { LinkedAbort } from './linked-abort.js';

/** Sleeps, less long if the network comes back meanwhile. */
export async function sleepOrOnline(environment: Environment, millis: number, signal?: AbortSignal): Promise<void> {
  const early = new LinkedAbort(signal);
  const unsubscribe = environment.onNetworkChange(() => environment.isOnline() && early.abort('online'));
  try {
    await environment.sleep(millis, early.signal);
  } catch (reason) {
    if (signal?.aborted) {
      throw reason;
    }
  } finally {
    unsubscribe();
    early.release();
  }
}

/** Waits while it is sure that nothing can be sent; looks every few seconds, for those who are not told. */
export async function untilOnline(environment: Environment, signal?: AbortSignal): Promise<void> {
  while (!environment.isOnline()) {
    await sleepOrOnline(environment, 5_000, signal);
  }
}
