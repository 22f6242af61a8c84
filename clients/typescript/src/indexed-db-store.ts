import type { QueuedCompletion, QueueStore } from './queue-store.js';

const STORE = 'completions';
const BY_KEY = 'key';

/** What IndexedDB keeps; `position` is its own, and grows. */
interface Row extends QueuedCompletion {
  position?: number;
}

/** As `indexedDB` is; in words that need no types of browsers. */
interface Databases {
  open(name: string, version: number): unknown;
}

/** A queue in the browser's IndexedDB, the same for all tabs of an origin. Name it for the learner, if a device has several. */
export class IndexedDbStore implements QueueStore {
  private database: Promise<IDBDatabase> | undefined;

  constructor(
    readonly name = 'oncemark',
    private readonly factory: Databases = globalThis.indexedDB,
  ) {}

  add(queued: QueuedCompletion): Promise<void> {
    return this.write((rows) => {
      const found = rows.index(BY_KEY).getKey(queued.completion.idempotencyKey);
      found.onsuccess = () => found.result === undefined && rows.add(queued);
    });
  }

  async all(): Promise<QueuedCompletion[]> {
    const rows = (await this.open()).transaction(STORE).objectStore(STORE);
    return result<Row[]>(rows.getAll());
  }

  update(changed: readonly QueuedCompletion[]): Promise<void> {
    return this.write((rows) => {
      for (const queued of changed) {
        const found = rows.index(BY_KEY).getKey(queued.completion.idempotencyKey);
        found.onsuccess = () => found.result !== undefined && rows.put({ ...queued, position: found.result as number });
      }
    });
  }

  remove(keys: readonly string[]): Promise<void> {
    return this.write((rows) => {
      for (const key of keys) {
        const found = rows.index(BY_KEY).getKey(key);
        found.onsuccess = () => found.result !== undefined && rows.delete(found.result);
      }
    });
  }

  private async write(change: (rows: IDBObjectStore) => void): Promise<void> {
    const transaction = (await this.open()).transaction(STORE, 'readwrite', { durability: 'strict' });
    const committed = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    change(transaction.objectStore(STORE));
    await committed;
  }

  private open(): Promise<IDBDatabase> {
    this.database ??= this.opened().catch((failure: unknown) => {
      this.database = undefined;
      throw failure;
    });
    return this.database;
  }

  private async opened(): Promise<IDBDatabase> {
    const request = this.factory.open(this.name, 1) as IDBOpenDBRequest;
    request.onupgradeneeded = () => {
      const rows = request.result.createObjectStore(STORE, { keyPath: 'position', autoIncrement: true });
      rows.createIndex(BY_KEY, 'completion.idempotencyKey', { unique: true });
    };
    const database = await result(request);
    // Another version, or the user, wants it: let go, and open it again when it is needed.
    database.onclose = () => (this.database = undefined);
    database.onversionchange = () => {
      this.database = undefined;
      database.close();
    };
    return database;
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
