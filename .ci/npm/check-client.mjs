// The client of clients/typescript in a browser, on pages of another origin, while the network goes away and comes back.
// usage: node check-client.mjs URL CHROMIUM TOKEN ENROLLMENT LESSON…   eight lessons of the enrollment's course
import assert from 'node:assert/strict';
import { API, inBrowser } from './browser-origin.mjs';

const [url, chromium, token, enrollment, ...lessons] = process.argv.slice(2);
const [online, ...later] = lessons;
const offline = later.slice(0, 5);
const [closing, last] = later.slice(5);

/** A page's client and queue, and what they told it. */
function useClient({ api, token, enrollment }) {
  const { OncemarkClient, CompletionQueue, IndexedDbStore } = window.oncemark;
  window.settled = [];
  window.client = new OncemarkClient({ baseUrl: api, token: () => token });
  window.queue = new CompletionQueue({
    client: window.client,
    store: new IndexedDbStore(`oncemark-${enrollment}`),
    onSettled: ({ completion, complete }) => void window.settled.push(`${completion.lessonId} ${complete}`),
  });
  window.queue.start();
}

function follow(enrollment) {
  window.events = [];
  window.opened = 0;
  (async () => {
    for await (const event of window.client.events(enrollment, { onOpen: () => window.opened++ })) {
      window.events.push(`${event.type} ${event.result?.lessonId}`);
    }
  })();
}

async function opened(browser) {
  const page = await browser.open();
  await page.evaluate(useClient, { api: API, token, enrollment });
  return page;
}

async function add(page, lessonIds) {
  await page.evaluate(
    async ([enrollmentId, lessonIds]) => {
      for (const lessonId of lessonIds) {
        await window.queue.add({ enrollmentId, lessonId });
      }
    },
    [enrollment, lessonIds],
  );
}

function kept(page) {
  return page.evaluate(async () => (await window.queue.waiting()).map((queued) => queued.completion.lessonId));
}

async function untilKept(page, count) {
  await page.waitForFunction(async (count) => (await window.queue.waiting()).length === count, count);
}

/** Waits until PostgreSQL has them. */
async function untilStored(page, lessonIds) {
  await page.waitForFunction(
    async ([enrollment, lessonIds]) => {
      const { lessons } = await window.client.progress(enrollment);
      const ids = lessons.map((lesson) => lesson.lessonId);
      return lessonIds.every((id) => ids.includes(id));
    },
    [enrollment, lessonIds],
    { polling: 200 },
  );
}

await inBrowser(chromium, url, async (browser) => {
  const page = await opened(browser);
  await page.evaluate(follow, enrollment);
  await page.waitForFunction(() => window.opened === 1);
  const verdict = await page.evaluate(
    ([enrollmentId, lessonId]) => window.client.complete({ enrollmentId, lessonId }),
    [enrollment, online],
  );
  assert.equal(verdict.state, 'accepted');
  await page.waitForFunction((lesson) => window.events.includes(`accepted ${lesson}`), online);
  await untilStored(page, [online]);

  const another = await opened(browser);
  const third = await opened(browser);
  await browser.network(false);
  await add(third, offline);
  await third.close();
  assert.deepEqual(await kept(page), offline);
  await browser.network(true);
  await untilKept(page, 0);
  await untilStored(page, offline);
  const settled = [...(await page.evaluate(() => window.settled)), ...(await another.evaluate(() => window.settled))];
  assert.deepEqual(settled.sort(), offline.map((lesson) => `${lesson} true`).sort(), 'each is settled once, in one tab');
  await page.waitForFunction((count) => window.events.length === count, 1 + offline.length);
  assert.equal(await page.evaluate(() => window.opened), 2, 'the stream was opened again');

  await add(another, [closing]);
  await another.goto('about:blank');
  await untilStored(page, [closing]);
  await page.evaluate(() => window.queue.drain());
  await untilKept(page, 0);

  await page.evaluate(
    ([enrollmentId, lessonId]) => void window.client.submit({ enrollmentId, lessonId }, { keepalive: true }),
    [enrollment, last],
  );
  await page.close();
  await untilStored(await opened(browser), lessons);
  assert.deepEqual(browser.errors, []);
  console.log('the client does what it should');
});
