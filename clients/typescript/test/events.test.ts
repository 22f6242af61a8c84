import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OncemarkFailure, type EnrollmentEvent, type FollowOptions } from '../dist/index.js';
import { disconnect, FakeNetwork, inTurn, problem, result } from './fakes.js';

type End = 'ends' | 'breaks' | 'hangs';

/** A stream that says this, then ends, breaks, or says nothing more. */
function stream(text: string, then: End = 'ends') {
  return () =>
    new Response(
      new ReadableStream<Uint8Array>({
        pull(controller) {
          if (text !== '') {
            controller.enqueue(new TextEncoder().encode(text));
            text = '';
          } else if (then === 'ends') {
            controller.close();
          } else if (then === 'breaks') {
            controller.error(new TypeError('terminated'));
          }
        },
      }),
      { headers: { 'Content-Type': 'text/event-stream' } },
    );
}

function event(id: string, type = 'accepted'): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(result())}\n\n`;
}

/** The first events of an enrollment, and what their following was told. */
async function follow(network: FakeNetwork, events: number, options: FollowOptions = {}) {
  const taken: string[] = [];
  const interruptions: unknown[] = [];
  let opened = 0;
  const following = network.client({ token: () => 'token' }).events('e-1', {
    onOpen: () => opened++,
    onInterruption: (failure) => interruptions.push(failure),
    ...options,
  });
  for await (const { type, id } of following) {
    taken.push(`${type} ${id}`);
    if (taken.length === events) {
      break;
    }
  }
  const asked = network.sent.map((sent) => sent.headers['Last-Event-ID']);
  return { taken, interruptions, opened, asked };
}

describe('events', () => {
  it('should resume after the last one, however a stream ended', async () => {
    const network = new FakeNetwork(
      inTurn(
        stream(`retry: 2000\n\n${event('2-1')}${event('2-3', 'rejected')}id: 2-5\nevent: acc`, 'breaks'),
        disconnect,
        stream(': alive\n\n'),
        stream(event('2-5', 'revoked')),
      ),
    );
    const { taken, asked, opened, interruptions } = await follow(network, 3);
    assert.deepEqual(taken, ['accepted 2-1', 'rejected 2-3', 'revoked 2-5']);
    assert.deepEqual(asked, [undefined, '2-3', '2-3', '2-3']);
    assert.equal(opened, 3);
    assert.deepEqual(interruptions.map((failure) => (failure as OncemarkFailure | undefined)?.kind), ['network', 'network', undefined]);
    assert.deepEqual(network.clock.sleeps.filter((millis) => millis > 0), [1_500, 3_000, 6_000]);
  });

  it('should begin after the event that another page saw', async () => {
    const network = new FakeNetwork(stream(event('2-9')));
    const { asked } = await follow(network, 1, { lastEventId: '2-8' });
    assert.deepEqual(asked, ['2-8']);
    assert.equal(network.sent[0]!.headers['Accept'], 'text/event-stream');
    assert.equal(network.sent[0]!.headers['Authorization'], 'Bearer token');
  });

  it('should tell that events may be missing', async () => {
    const network = new FakeNetwork(stream(`event: gap\ndata: {}\n\n${event('3-1')}`));
    assert.deepEqual((await follow(network, 2)).taken, ['gap ', 'accepted 3-1']);
  });

  it('should give the result', async () => {
    const network = new FakeNetwork(stream(event('2-1')));
    for await (const first of network.client().events('e-1')) {
      assert.deepEqual(first, { id: '2-1', type: 'accepted', result: result() } as EnrollmentEvent);
      break;
    }
  });

  it('should use a new token when the old one has ended the stream', async () => {
    let token = 'first';
    const network = new FakeNetwork(({ headers }) =>
      headers['Authorization'] === `Bearer ${token}` ? stream(event('2-1'))() : problem(401, 'unauthenticated'),
    );
    const following = network.client({ token: (refused) => (refused ? token : 'first') }).events('e-1');
    await following.next();
    token = 'second';
    await following.next();
    assert.deepEqual(network.sent.map((sent) => sent.headers['Authorization']), ['Bearer first', 'Bearer first', 'Bearer second']);
    await following.return();
  });

  it('should end with the failure where nothing else will come', async () => {
    const forbidden = () => problem(403, 'not-enrollment-owner', { reason: 'NOT_ENROLLMENT_OWNER' });
    const network = new FakeNetwork(inTurn(stream(event('2-1')), forbidden));
    await assert.rejects(follow(network, 2), (failure: OncemarkFailure) => failure.status === 403);
  });

  it('should wait as long as an overloaded server asks for', async () => {
    const busy = () => problem(503, 'too-many-clients', {}, { 'Retry-After': '40' });
    const network = new FakeNetwork(inTurn(busy, stream(event('2-1'))));
    await follow(network, 1);
    assert.ok(network.clock.sleeps.includes(40_000));
  });

  it('should take no page of a captive portal for a stream', async () => {
    const portal = () => new Response('data: <html>\n\n', { headers: { 'Content-Type': 'text/html' } });
    const network = new FakeNetwork(inTurn(portal, stream(event('2-1'))));
    assert.deepEqual((await follow(network, 1)).taken, ['accepted 2-1']);
  });

  it('should reconnect where nothing comes, not even a sign of life', async () => {
    const network = new FakeNetwork(inTurn(stream(event('2-1'), 'hangs'), stream(event('2-2'), 'hangs')));
    const { taken, interruptions } = await follow(network, 2, { silentMillis: 20 });
    assert.deepEqual(taken, ['accepted 2-1', 'accepted 2-2']);
    assert.equal((interruptions[0] as OncemarkFailure).kind, 'timeout');
  });

  it('should let go when the network goes, and reconnect when it comes back', async () => {
    const network = new FakeNetwork(inTurn(stream(event('2-1'), 'hangs'), stream(event('2-2'), 'hangs')));
    const following = network.client().events('e-1');
    await following.next();
    const next = following.next();
    network.change(false);
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(network.sent[0]!.init.signal!.aborted, true);
    assert.equal(network.sent.length, 1);
    network.change(true);
    assert.equal((await next).value?.id, '2-2');
    await following.return();
    assert.equal(network.listening, 0);
  });

  it('should try nothing while it is sure that there is no network', async () => {
    const network = new FakeNetwork(stream(event('2-1')));
    network.online = false;
    const following = network.client().events('e-1');
    const next = following.next();
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(network.sent.length, 0);
    network.change(true);
    assert.equal((await next).value?.id, '2-1');
    await following.return();
  });

  it('should end without an error when it is aborted, wherever it is', async () => {
    for (const answer of [stream(event('2-1'), 'hangs'), disconnect]) {
      const abort = new AbortController();
      const network = new FakeNetwork(answer);
      setTimeout(() => abort.abort(), 20);
      await follow(network, 2, { signal: abort.signal });
      const asked = network.sent.length;
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(network.sent.length, asked);
      assert.equal(network.listening, 0);
    }
  });

  it('should close the connection when nobody reads any more', async () => {
    const network = new FakeNetwork(stream(event('2-1') + event('2-2'), 'hangs'));
    await follow(network, 1);
    assert.equal(network.sent[0]!.init.signal!.aborted, true);
  });

  it('should say that it cannot read a stream here', async () => {
    const network = new FakeNetwork(() => new Response(null, { headers: { 'Content-Type': 'text/event-stream' } }));
    await assert.rejects(follow(network, 1), (failure: OncemarkFailure) => failure.kind === 'unsupported');
  });
});
