import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CompletionQueue, MemoryStore, type QueueOptions, type Settled } from '../dist/index.js';
import { FakeApi, UNKNOWN_LESSON } from './fake-api.js';
import { disconnect, FakeNetwork, json, problem } from './fakes.js';

class Fixture {
  readonly api = new FakeApi();
  readonly network = new FakeNetwork((sent) => this.api.answer(sent));
  readonly settled: Settled[] = [];
  readonly failures: unknown[] = [];

  constructor(readonly store = new MemoryStore()) {}

  /** Another page, which knows nothing but what is in the store. */
  queue(options: Partial<QueueOptions> = {}): CompletionQueue {
    return new CompletionQueue({
      client: this.network.client(),
      store: this.store,
      onSettled: (settled) => void this.settled.push(settled),
      onFailure: (failure) => this.failures.push(failure),
      ...options,
    });
  }

  async kept(): Promise<string[]> {
    return (await this.store.all()).map((queued) => queued.completion.lessonId);
  }

  outcomes(): string[] {
    return this.settled.map(({ completion, outcome, complete }) => `${completion.lessonId} ${outcome.state} ${complete}`);
  }

  /** Drains as often as that takes, each time when the next may be sent. */
  async drainUntilEmpty(queue: CompletionQueue): Promise<void> {
    for (let drains = 0; (await this.kept()).length > 0; drains++) {
      assert.ok(drains < 50, 'something is kept for ever');
      await queue.drain();
      this.network.clock.time += 3_600_000;
    }
  }
}

async function addAll(queue: CompletionQueue, lessons: readonly string[], enrollmentId = 'e-1'): Promise<void> {
  for (const lessonId of lessons) {
    await queue.add({ enrollmentId, lessonId });
  }
}

describe('queue', () => {
  it('should send in order what was added, under keys of their own, with their times', async () => {
    const fixture = new Fixture();
    const queue = fixture.queue();
    await addAll(queue, ['a', 'b']);
    fixture.network.clock.time += 60_000;
    await queue.add({ enrollmentId: 'e-1', lessonId: 'c', occurredAt: '2026-01-01T00:00:00Z' }, 'own');

    await queue.drain();

    const [batch] = fixture.api.batches;
    assert.deepEqual(batch!.map((item) => item.lessonId), ['a', 'b', 'c']);
    assert.deepEqual(batch!.map((item) => item.occurredAt), [
      '2026-03-01T12:00:00.000Z',
      '2026-03-01T12:00:00.000Z',
      '2026-01-01T00:00:00Z',
    ]);
    assert.equal(new Set(batch!.map((item) => item.idempotencyKey)).size, 3);
    assert.equal(batch![2]!.idempotencyKey, 'own');
    assert.equal(fixture.network.sent[0]!.headers['Prefer'], 'wait=10');
    assert.deepEqual(fixture.outcomes(), ['a accepted true', 'b accepted true', 'c accepted true']);
    assert.deepEqual(await fixture.kept(), []);
  });

  it('should keep everything while there is no network, and send it when that is back', async () => {
    const fixture = new Fixture();
    fixture.network.online = false;
    const queue = fixture.queue({ client: fixture.network.client({ environment: slow(fixture.network) }) });
    queue.start();
    await addAll(queue, ['a', 'b', 'c', 'd', 'e']);
    assert.equal(fixture.network.sent.length, 0);
    assert.equal((await fixture.kept()).length, 5);

    fixture.network.change(true);
    await queue.drain();

    assert.deepEqual(fixture.api.lessons('e-1'), ['a', 'b', 'c', 'd', 'e']);
    queue.stop();
    assert.equal(fixture.network.listening, 0);
  });

  it('should get the first answer where it was lost, also after a restart', async () => {
    const fixture = new Fixture();
    const before = fixture.queue();
    await addAll(before, ['a', 'b']);
    fixture.api.losesAnswer = true;
    await before.drain();
    assert.deepEqual(fixture.outcomes(), []);
    assert.deepEqual(await fixture.kept(), ['a', 'b']);

    await fixture.queue().drain();

    assert.deepEqual(fixture.outcomes(), ['a accepted true', 'b accepted true']);
    assert.deepEqual(fixture.api.batches[0], fixture.api.batches[1]);
  });

  it('should keep what may still be taken, and settle the rest of the batch', async () => {
    const fixture = new Fixture();
    fixture.api.refusals.set('new', UNKNOWN_LESSON);
    fixture.api.refusals.set('odd', { status: 400, type: 'invalid-field', members: { retryable: false } });
    const queue = fixture.queue();
    await addAll(queue, ['a', 'new', 'odd', 'b']);

    await queue.drain();
    await queue.drain();

    assert.deepEqual(fixture.outcomes(), ['a accepted true', 'odd refused false', 'b accepted true']);
    assert.deepEqual(await fixture.kept(), ['new']);
    assert.equal(fixture.api.batches.length, 1, 'it is not sent again at once');

    fixture.api.refusals.clear();
    await fixture.drainUntilEmpty(queue);
    assert.deepEqual(fixture.outcomes().slice(3), ['new accepted true']);
  });

  it('should say that a lesson is complete that another request completed', async () => {
    const fixture = new Fixture();
    fixture.api.completed.set(JSON.stringify(['e-1', 'a']), 'of another device');
    const queue = fixture.queue();
    await addAll(queue, ['a']);
    await queue.drain();
    assert.deepEqual(fixture.outcomes(), ['a rejected true']);
  });

  it('should hold only its own lesson with what the platform has not brought yet', async () => {
    const fixture = new Fixture();
    fixture.api.refusals.set('new', UNKNOWN_LESSON);
    const queue = fixture.queue();
    await addAll(queue, ['new', 'a', 'new', 'b']);
    await queue.drain();
    assert.deepEqual(fixture.api.batches.map(lessonsOf), [['new', 'a', 'b']]);
    assert.deepEqual(await fixture.kept(), ['new', 'new']);
  });

  it('should hold the rest of an enrollment with what the server had no room for', async () => {
    const fixture = new Fixture();
    fixture.api.refusals.set('a', { status: 503, type: 'unavailable', members: { retryAfter: 60 } });
    const queue = fixture.queue();
    await addAll(queue, ['a']);
    await queue.drain();
    await addAll(queue, ['b']);
    await addAll(queue, ['c'], 'e-2');
    fixture.api.refusals.clear();
    fixture.network.clock.time += 59_000;
    await queue.drain();
    assert.deepEqual(fixture.api.batches.slice(1).map(lessonsOf), [['c']]);
    fixture.network.clock.time += 5_000;
    await queue.drain();
    assert.deepEqual(fixture.api.lessons('e-1'), ['a', 'b']);
  });

  it('should never send the same lesson twice in a batch', async () => {
    const fixture = new Fixture();
    const queue = fixture.queue();
    await queue.add({ enrollmentId: 'e-1', lessonId: 'a', attempt: 1 });
    await queue.add({ enrollmentId: 'e-1', lessonId: 'a', attempt: 2 });
    await queue.drain();
    assert.deepEqual(fixture.api.batches.map((batch) => batch.map((item) => item.attempt)), [[1], [2]]);
  });

  it('should remove nothing that is stored and not decided', async () => {
    const fixture = new Fixture();
    fixture.api.undecided.add('a');
    const queue = fixture.queue();
    await addAll(queue, ['a', 'b']);
    await queue.drain();
    assert.deepEqual(await fixture.kept(), ['a']);
    assert.deepEqual(fixture.outcomes(), ['b accepted true']);
    fixture.api.undecided.clear();
    fixture.network.clock.time += 2_000;
    await queue.drain();
    assert.deepEqual(fixture.outcomes().slice(1), ['a accepted true'], 'it is asked for soon');
  });

  it('should not send again before Retry-After, in no page', async () => {
    const fixture = new Fixture();
    fixture.api.down = () => problem(503, 'too-many-clients', {}, { 'Retry-After': '30' });
    const queue = fixture.queue();
    await addAll(queue, ['a', 'b']);
    await queue.drain();
    fixture.network.clock.time += 29_000;
    await queue.drain();
    await fixture.queue().drain();
    assert.equal(fixture.network.sent.length, 1);
    assert.equal(fixture.failures.length, 1);

    fixture.api.down = undefined;
    fixture.network.clock.time += 4_000;
    await queue.drain();
    assert.deepEqual(await fixture.kept(), []);
  });

  it('should pause longer and longer by itself while nothing can be sent', async () => {
    const fixture = new Fixture();
    const queue = fixture.queue();
    queue.start();
    for (const times of [8, 2]) {
      let failing = times;
      fixture.api.down = () => (failing-- > 0 ? disconnect() : ((fixture.api.down = undefined), json(500, {})));
      await addAll(queue, [`after ${times} failures`]);
      while ((await fixture.kept()).length > 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    queue.stop();
    const pauses = fixture.network.clock.sleeps.filter((millis) => millis > 100);
    const first = [750, 1_500, 3_000, 6_000, 12_000, 24_000, 48_000, 96_000, 192_000];
    assert.deepEqual(pauses, [...first, 750, 1_500, 3_000]);
  });

  it('should send at most what a batch takes', async () => {
    const fixture = new Fixture();
    const queue = fixture.queue();
    for (let item = 0; item < 501; item++) {
      await queue.add({ enrollmentId: 'e-1', lessonId: `lesson-${item}` });
    }
    for (let item = 0; item < 600; item++) {
      await queue.add({ enrollmentId: 'e-2', lessonId: `${item}-`.padEnd(240, 'ü"') });
    }
    await queue.drain();
    assert.deepEqual(await fixture.kept(), []);
    assert.ok(fixture.network.sent.every((sent) => Buffer.byteLength(sent.init.body as string) <= 262_144));
    assert.equal(fixture.api.batches[0]!.length, 500);
    assert.deepEqual(fixture.api.lessons('e-2').map((lesson) => parseInt(lesson)), Array.from({ length: 600 }, (_, at) => at));
  });

  it('should learn that one is too large for any batch, and send the others', async () => {
    const fixture = new Fixture();
    const queue = fixture.queue();
    await addAll(queue, ['a', 'x'.repeat(300_000), 'b']);
    await queue.drain();
    assert.deepEqual(fixture.settled.map(({ outcome }) => outcome.state), ['accepted', 'refused', 'accepted']);
    assert.deepEqual(await fixture.kept(), []);
  });

  it('should send halves where the whole is too large for what is between', async () => {
    const fixture = new Fixture();
    const whole = fixture.network.answer;
    fixture.network.answer = (sent) =>
      sent.body.items.length > 100 ? new Response('Request Entity Too Large', { status: 413 }) : whole(sent);
    const queue = fixture.queue();
    await addAll(queue, Array.from({ length: 300 }, (_, at) => `lesson-${at}`));
    await queue.drain();
    assert.deepEqual(fixture.api.batches.map((batch) => batch.length), [75, 75, 75, 75]);
    assert.deepEqual(await fixture.kept(), []);
  });

  it('should find the one for whose sake the whole is refused', async () => {
    const fixture = new Fixture();
    const whole = fixture.network.answer;
    fixture.network.answer = (sent) =>
      sent.body.items.some((item) => item.lessonId === 'odd')
        ? problem(400, 'invalid-field', { retryable: false })
        : whole(sent);
    const queue = fixture.queue();
    await addAll(queue, ['a', 'b', 'c', 'odd', 'd', 'e', 'f']);
    await queue.drain();
    assert.deepEqual(fixture.api.lessons('e-1'), ['a', 'b', 'c', 'd', 'e', 'f']);
    assert.ok(fixture.outcomes().includes('odd refused false'));
    assert.deepEqual(await fixture.kept(), []);
  });

  it('should keep everything where it is the client or a portal that is wrong', async () => {
    const answers = [
      () => problem(404, 'not-found', { retryable: false }),
      () => problem(405, 'method-not-allowed', { retryable: false }),
      () => problem(415, 'unsupported-media-type', { retryable: false }),
      () => problem(401, 'unauthenticated'),
      () => problem(403, 'forbidden'),
      () => json(200, { welcome: true }),
      () => json(207, { successes: [], failures: [] }),
      () => new Response('<html>log in</html>', { status: 200 }),
      () => new Response('Bad Request', { status: 400 }),
      () => new Response('too large', { status: 413 }),
    ];
    for (const answer of answers) {
      const fixture = new Fixture();
      fixture.api.down = answer;
      const queue = fixture.queue();
      await addAll(queue, ['a', 'b']);
      await queue.drain();
      await queue.drain();
      assert.deepEqual(await fixture.kept(), ['a', 'b'], String(answer));
      assert.deepEqual(fixture.outcomes(), []);
    }
  });

  it('should keep what the application could not be told, and tell it again', async () => {
    const fixture = new Fixture();
    let failing = true;
    const queue = fixture.queue({
      onSettled: (settled) => {
        if (failing && settled.completion.lessonId === 'a') {
          throw new Error('no room for it');
        }
        fixture.settled.push(settled);
      },
    });
    await addAll(queue, ['a', 'b']);
    await queue.drain();
    assert.deepEqual(await fixture.kept(), ['a']);
    failing = false;
    await fixture.drainUntilEmpty(queue);
    assert.deepEqual(fixture.outcomes(), ['b accepted true', 'a accepted true']);
  });

  it('should send one batch at a time, however many ask', async () => {
    const fixture = new Fixture();
    let atOnce = 0;
    const whole = fixture.network.answer;
    fixture.network.answer = async (sent) => {
      assert.equal(++atOnce, 1, 'two batches at once');
      await new Promise((resolve) => setTimeout(resolve, 2));
      atOnce--;
      return whole(sent);
    };
    const pages = [fixture.queue(), fixture.queue(), fixture.queue()];
    pages.forEach((page) => page.start());
    await Promise.all(pages.map((page, at) => addAll(page, [`a${at}`, `b${at}`, `c${at}`])));
    await Promise.all(pages.map((page) => page.drain()));
    pages.forEach((page) => page.stop());
    assert.deepEqual(await fixture.kept(), []);
    assert.equal(fixture.settled.length, 9);
  });

  it('should not wait for years where the clock was set back', async () => {
    const fixture = new Fixture();
    fixture.api.refusals.set('a', UNKNOWN_LESSON);
    const queue = fixture.queue();
    await addAll(queue, ['a']);
    fixture.network.clock.time += 4 * 365 * 86_400_000;
    await queue.drain();
    fixture.api.refusals.clear();
    fixture.network.clock.time -= 4 * 365 * 86_400_000;
    await queue.drain();
    assert.deepEqual(fixture.outcomes(), ['a accepted true']);
  });

  it('should lose nothing and send nothing for ever, whatever happens', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      await anyHistory(seed);
    }
  });
});

/** A hundred completions over a network, a server and pages that fail at random; then all is well again. */
async function anyHistory(seed: number): Promise<void> {
  let state = seed;
  const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const fixture = new Fixture();
  let queue = fixture.queue();
  for (let step = 0; step < 100; step++) {
    const lesson = `lesson-${Math.floor(random() * 60)}`;
    await queue.add({ enrollmentId: `e-${step % 3}`, lessonId: lesson });
    const dice = random();
    fixture.api.down = dice < 0.2 ? disconnect : dice < 0.3 ? () => problem(503, 'unavailable', { retryAfter: 5 }) : undefined;
    fixture.api.losesAnswer = random() < 0.2;
    fixture.api.refusals.clear();
    if (random() < 0.3) {
      fixture.api.refusals.set(lesson, random() < 0.5 ? UNKNOWN_LESSON : { status: 503, type: 'unavailable' });
    }
    if (random() < 0.2) {
      queue = fixture.queue();
    }
    if (random() < 0.5) {
      await queue.drain();
    }
    fixture.network.clock.time += random() * 10_000;
  }
  fixture.api.down = undefined;
  fixture.api.losesAnswer = false;
  fixture.api.refusals.clear();
  await fixture.drainUntilEmpty(queue);
  assert.equal(new Set(fixture.settled.map(({ completion }) => completion.idempotencyKey)).size, 100, `seed ${seed}`);
  assert.ok(fixture.settled.every(({ complete }) => complete), `seed ${seed}`);
}

function lessonsOf(batch: readonly { lessonId: string }[]): string[] {
  return batch.map((item) => item.lessonId);
}

/** Where pauses do not pass by themselves. */
function slow(network: FakeNetwork) {
  const never = (_: number, signal?: AbortSignal) =>
    new Promise<void>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  return { ...network.environment(), sleep: never };
}
