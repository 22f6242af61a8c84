import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { exclusively } from '../dist/exclusive.js';

const navigatorOfNode = Object.getOwnPropertyDescriptor(globalThis, 'navigator');

function haveLocks(request: (name: string, doing: () => Promise<unknown>) => Promise<unknown>): void {
  Object.defineProperty(globalThis, 'navigator', { value: { locks: { request } }, configurable: true });
}

/** Three at once; how many of them were at work together at most. */
async function together(names: readonly string[]): Promise<number> {
  let atWork = 0;
  let most = 0;
  const all = names.map((name) =>
    exclusively(name, async () => {
      most = Math.max(most, ++atWork);
      await new Promise((resolve) => setTimeout(resolve, 2));
      atWork--;
    }),
  );
  await Promise.all(all);
  return most;
}

describe('exclusive', () => {
  afterEach(() => {
    if (navigatorOfNode) {
      Object.defineProperty(globalThis, 'navigator', navigatorOfNode);
    } else {
      Reflect.deleteProperty(globalThis, 'navigator');
    }
  });

  it('should do one thing of a name at a time where there are no locks', async () => {
    assert.equal(await together(['a', 'a', 'a']), 1);
    assert.equal(await together(['a', 'b', 'a']), 2);
  });

  it('should go on after a failure, and tell it to whom it concerns', async () => {
    const failing = exclusively('a', () => Promise.reject(new Error('first')));
    const next = exclusively('a', () => Promise.resolve('second'));
    await assert.rejects(failing, { message: 'first' });
    assert.equal(await next, 'second');
  });

  it('should ask for the lock that all tabs share', async () => {
    const asked: string[] = [];
    haveLocks((name, doing) => (asked.push(name), doing()));
    assert.equal(await exclusively('a', () => Promise.resolve('done')), 'done');
    await assert.rejects(exclusively('b', () => Promise.reject(new Error('once'))), { message: 'once' });
    assert.deepEqual(asked, ['a', 'b']);
  });

  it('should do without locks where a frame may have none', async () => {
    haveLocks(() => Promise.reject(new DOMException('no origin', 'SecurityError')));
    assert.equal(await together(['a', 'a']), 1);
  });
});
