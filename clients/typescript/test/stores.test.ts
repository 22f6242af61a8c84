import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { IndexedDbStore, MemoryStore, type QueuedCompletion, type QueueStore } from '../dist/index.js';

function queued(key: string, more: Partial<QueuedCompletion> = {}): QueuedCompletion {
  const completion = { enrollmentId: 'e-1', lessonId: key, idempotencyKey: key };
  return { completion, failures: 0, notBefore: 0, holds: 'lesson', ...more };
}

async function keys(store: QueueStore): Promise<string[]> {
  return (await store.all()).map((each) => each.completion.idempotencyKey);
}

const STORES: Record<string, () => QueueStore> = {
  memory: () => new MemoryStore(),
  IndexedDB: () => new IndexedDbStore('test', new IDBFactory()),
};

describe('stores', () => {
  for (const [name, create] of Object.entries(STORES)) {
    it(`should keep the order, once for each key, in ${name}`, async () => {
      const store = create();
      for (const key of ['b', 'a', 'c', 'a']) {
        await store.add(queued(key));
      }
      await store.add(queued('b', { failures: 7 }));
      assert.deepEqual(await keys(store), ['b', 'a', 'c']);
      assert.equal((await store.all())[0]!.failures, 0);
    });

    it(`should change what is there, and bring nothing back, in ${name}`, async () => {
      const store = create();
      await store.add(queued('a'));
      await store.add(queued('b'));
      await store.remove(['a', 'never there']);
      await store.update([queued('a', { failures: 1 }), queued('b', { failures: 2, notBefore: 5, holds: 'enrollment' })]);
      await store.update([]);
      await store.remove([]);
      const all = await store.all();
      assert.deepEqual(await keys(store), ['b']);
      assert.deepEqual([all[0]!.failures, all[0]!.notBefore, all[0]!.holds], [2, 5, 'enrollment']);
    });
  }

  it('should be the same for all tabs, and after a restart, in IndexedDB', async () => {
    const factory = new IDBFactory();
    const tabs = [new IndexedDbStore('ada', factory), new IndexedDbStore('ada', factory)];
    await Promise.all(['a', 'b', 'c', 'd'].map((key, at) => tabs[at % 2]!.add(queued(key))));
    assert.deepEqual((await keys(new IndexedDbStore('ada', factory))).sort(), ['a', 'b', 'c', 'd']);
    assert.deepEqual(await keys(new IndexedDbStore('grace', factory)), []);
  });

  it('should let go of a database that is to be deleted, and go on', async () => {
    const factory = new IDBFactory();
    const store = new IndexedDbStore('ada', factory);
    await store.add(queued('a'));
    await new Promise((resolve) => (factory.deleteDatabase('ada').onsuccess = resolve));
    await store.add(queued('b'));
    assert.deepEqual(await keys(store), ['b']);
  });

  it('should fail, and try again next time, where a database cannot be opened', async () => {
    const factory = new IDBFactory();
    let refusing = true;
    const store = new IndexedDbStore('ada', {
      open: (name: string, version: number) => {
        if (refusing) {
          throw new DOMException('no room', 'QuotaExceededError');
        }
        return factory.open(name, version);
      },
    });
    await assert.rejects(store.add(queued('a')), { name: 'QuotaExceededError' });
    refusing = false;
    await store.add(queued('a'));
    assert.deepEqual(await keys(store), ['a']);
  });
});
