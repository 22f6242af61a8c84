/** Where the client runs. Every part has a default; tests, React Native and service workers bring what is other there. */
export interface Environment {
  /** As browsers and Node have it. To follow events, its answers need a `body` that can be read as it comes. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Milliseconds since 1970, by this device's clock. */
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
  /** Rejects with the signal's reason as soon as that is aborted. */
  sleep(millis: number, signal?: AbortSignal): Promise<void>;
  /** False only where it is sure that nothing can be sent. */
  isOnline(): boolean;
  /** Calls back each time the network may have gone or come back; returns what ends that. */
  onNetworkChange(callback: () => void): () => void;
}

export function environmentWith(own: Partial<Environment> = {}): Environment {
  return {
    fetch: (url, init) => globalThis.fetch(url, init),
    now: () => Date.now(),
    random: () => Math.random(),
    sleep,
    isOnline: () => globalThis.navigator?.onLine !== false,
    onNetworkChange,
    ...own,
  };
}

function sleep(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReason(signal));
      return;
    }
    const abort = (): void => {
      clearTimeout(timer);
      reject(abortReason(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, Math.min(millis, LONGEST_TIMER));
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** What `setTimeout` takes; beyond it, it fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

function onNetworkChange(callback: () => void): () => void {
  const events = ['online', 'offline'];
  events.forEach((event) => globalThis.addEventListener?.(event, callback));
  return () => events.forEach((event) => globalThis.removeEventListener?.(event, callback));
}

/** React Native's signals have no reason. */
export function abortReason(signal?: AbortSignal): unknown {
  return signal?.reason ?? Object.assign(new Error('aborted'), { name: 'AbortError' });
}

/** A key for one completion: unique, not secret. `crypto.randomUUID` is for secure contexts only. */
export function newKey(): string {
  const bytes = new Uint8Array(16);
  if (globalThis.crypto?.getRandomValues) {
    globalThis.crypto.getRandomValues(bytes);
  } else {
    bytes.forEach((_, at) => (bytes[at] = Math.random() * 256));
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
