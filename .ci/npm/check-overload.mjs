// An overloaded API, as a page of another origin sees it: 503 can be read, and what was kept is sent when there is room.
// usage: node check-overload.mjs URL CHROMIUM CONNECTIONS   how many connections the API takes
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { API, inBrowser } from './browser-origin.mjs';

const [url, chromium, connections] = process.argv.slice(2);

/** Takes all connections; what comes next is one too many. */
async function fill() {
  const sockets = Array.from({ length: Number(connections) }, () => connect(Number(new URL(url).port), '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  while ((await fetch(url)).status !== 503) {
    await new Promise((later) => setTimeout(later, 50));
  }
  return sockets;
}

await inBrowser(chromium, url, async (browser) => {
  const page = await browser.open();
  const sockets = await fill();
  const failure = await page.evaluate(async (baseUrl) => {
    const { OncemarkClient } = window.oncemark;
    window.client = new OncemarkClient({ baseUrl, retries: { giveUpMillis: 0 } });
    try {
      return await window.client.submit({ enrollmentId: 'overload', lessonId: 'first' });
    } catch (failure) {
      const { kind, status, problem, retryAfterMillis, retryable } = failure;
      return { kind, status, type: problem?.type, retryAfterMillis, retryable };
    }
  }, API);
  assert.deepEqual(failure, {
    kind: 'problem',
    status: 503,
    type: 'urn:oncemark:problem:too-many-clients',
    retryAfterMillis: 1000,
    retryable: true,
  });

  await page.evaluate(async () => {
    const { CompletionQueue, IndexedDbStore } = window.oncemark;
    window.settled = [];
    window.queue = new CompletionQueue({
      client: window.client,
      store: new IndexedDbStore(),
      onSettled: ({ complete }) => void window.settled.push(complete),
      onFailure: () => (window.failed = true),
    });
    window.queue.start();
    await window.queue.add({ enrollmentId: 'overload', lessonId: 'second' });
  });
  await page.waitForFunction(() => window.failed);
  sockets.forEach((socket) => socket.destroy());
  await page.waitForFunction(() => window.settled.length === 1);
  assert.deepEqual(await page.evaluate(() => window.settled), [true]);
  const others = browser.errors.filter((error) => !error.includes('503'));
  assert.deepEqual(others, [], 'nothing is in the console but the 503 itself, which browsers write there');
  console.log('the client does what it should');
});
