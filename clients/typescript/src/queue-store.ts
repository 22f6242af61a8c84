import type { BatchItem } from './contract-types.js';

/** A completion in a queue, with what became of it so far. */
export interface QueuedCompletion {
  readonly completion: BatchItem & { readonly idempotencyKey: string };
  /** How often its own answer was that it is not decided yet, or should be sent again. */
  failures: number;
  /** When it may be sent again, in milliseconds since 1970 by this device's clock. */
  notBefore: number;
  /** What waits with it until then: what was added later of the same lesson, or of its whole enrollment. */
  holds: 'lesson' | 'enrollment';
}

/**
 * Where a queue keeps its completions. When a promise is fulfilled, the change has to be on disk, or on what is as good
 * where the store is used. Several pages or processes may use one store at once.
 */
export interface QueueStore {
  /** The same for all who use the same completions. */
  readonly name: string;
  /** Does nothing if one with this key is there. */
  add(queued: QueuedCompletion): Promise<void>;
  /** All, in the order in which they were added. */
  all(): Promise<QueuedCompletion[]>;
  /** Replaces those with the same keys that are still there. */
  update(queued: readonly QueuedCompletion[]): Promise<void>;
  /** Removes those with these keys; it is no error if they are gone. */
  remove(keys: readonly string[]): Promise<void>;
}

/** Lasts as long as the process. */
export class MemoryStore implements QueueStore {
  private readonly queued = new Map<string, QueuedCompletion>();

  constructor(readonly name = 'oncemark') {}

  async add(queued: QueuedCompletion): Promise<void> {
    if (!this.queued.has(queued.completion.idempotencyKey)) {
      this.queued.set(queued.completion.idempotencyKey, { ...queued });
    }
  }

  async all(): Promise<QueuedCompletion[]> {
    return Array.from(this.queued.values(), (queued) => ({ ...queued }));
  }

  async update(changed: readonly QueuedCompletion[]): Promise<void> {
    for (const queued of changed) {
      if (this.queued.has(queued.completion.idempotencyKey)) {
        this.queued.set(queued.completion.idempotencyKey, { ...queued });
      }
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    keys.forEach((key) => this.queued.delete(key));
  }
}
