import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OncemarkFailure } from '../dist/index.js';
import { disconnect, FakeClock, FakeNetwork, inTurn, json, problem, result } from './fakes.js';

const SETS = { enrollmentId: 'e-1', lessonId: 'sets' };
const accepted = () => json(201, result());
const pending = () => json(202, { requestId: result().requestId, status: 'PENDING' });
const unavailable = (headers = {}) => () => problem(503, 'unavailable', {}, headers);

async function failureOf(promise: Promise<unknown>): Promise<OncemarkFailure> {
  const failure = await promise.then(() => assert.fail('did not fail'), (thrown: unknown) => thrown);
  assert.ok(failure instanceof OncemarkFailure, String(failure));
  return failure;
}

describe('client', () => {
  it('should submit under a key that stays the same over retries', async () => {
    const network = new FakeNetwork(inTurn(disconnect, unavailable(), () => new Response('', { status: 502 }), accepted));

    const outcome = await network.client().submit({ ...SETS, attempt: 2 }, { wait: 5 });

    assert.equal(outcome.state, 'accepted');
    assert.equal(network.sent.length, 4);
    assert.equal(new Set(network.sent.map((sent) => sent.headers['Idempotency-Key'])).size, 1);
    assert.match(network.sent[0]!.headers['Idempotency-Key']!, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(network.sent[0]!.headers['Prefer'], 'wait=5');
    assert.equal(network.sent[0]!.path, '/v1/enrollments/e-1/completions');
    assert.deepEqual(network.sent[0]!.body, { lessonId: 'sets', attempt: 2 });
  });

  it('should make a new key for each completion, or use the given one', async () => {
    const network = new FakeNetwork(accepted);
    const client = network.client();
    await client.submit(SETS);
    await client.submit(SETS);
    await client.submit(SETS, { key: 'own' });
    const keys = network.sent.map((sent) => sent.headers['Idempotency-Key']);
    assert.equal(new Set(keys).size, 3);
    assert.equal(keys[2], 'own');
  });

  it('should encode ids, and keep the path of the base', async () => {
    const network = new FakeNetwork(accepted);
    await network.client().submit({ enrollmentId: 'http://e/1?ü', lessonId: 'a/b' });
    assert.equal(network.sent[0]!.path, '/v1/enrollments/http%3A%2F%2Fe%2F1%3F%C3%BC/completions');
    assert.equal(network.sent[0]!.body.lessonId, 'a/b');
  });

  it('should never retry before Retry-After has passed', async () => {
    const network = new FakeNetwork(
      inTurn(
        unavailable({ 'Retry-After': '7' }),
        unavailable({ 'Retry-After': 'Sun, 01 Mar 2026 10:00:20 GMT', Date: 'Sun, 01 Mar 2026 10:00:00 GMT' }),
        // As a page of another origin sees it where the header is not exposed.
        () => problem(429, 'too-many-requests', { retryAfter: 3 }),
        accepted,
      ),
      undefined,
      () => 0,
    );
    await network.client().submit(SETS);
    assert.deepEqual(network.clock.sleeps, [7_250, 20_500, 4_000]);
  });

  it('should back off exponentially, then give up with what it may be sent again with', async () => {
    const network = new FakeNetwork(unavailable());
    const failure = await failureOf(network.client().submit(SETS));
    assert.deepEqual(network.clock.sleeps.slice(0, 4), [375, 750, 1_500, 3_000]);
    assert.ok(network.sent.length < 10, `${network.sent.length} requests in a minute`);
    assert.equal(failure.retryable, true);
    assert.equal(failure.problem?.type, 'urn:oncemark:problem:unavailable');
    assert.equal(failure.key, network.sent[0]!.headers['Idempotency-Key']);
  });

  it('should give up at once where Retry-After is later than that', async () => {
    const network = new FakeNetwork(unavailable({ 'Retry-After': '3600' }));
    const failure = await failureOf(network.client().submit(SETS));
    assert.equal(failure.retryAfterMillis, 3_600_000);
    assert.equal(network.sent.length, 1);
  });

  it('should not let a thousand clients come back together', async () => {
    let seed = 1;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const clocks = Array.from({ length: 1_000 }, () => new FakeClock());
    await Promise.all(
      clocks.map((clock) =>
        new FakeNetwork(inTurn(unavailable({ 'Retry-After': '1' }), disconnect, disconnect, accepted), clock, random)
          .client()
          .submit(SETS),
      ),
    );
    const start = new FakeClock().time;
    const perTenth = new Map<number, number>();
    for (const clock of clocks) {
      const tenth = Math.floor((clock.time - start) / 100);
      perTenth.set(tenth, (perTenth.get(tenth) ?? 0) + 1);
    }
    assert.ok(Math.max(...perTenth.values()) < 150, `${Math.max(...perTenth.values())} of 1,000 within 100 ms`);
  });

  it('should not repeat what is final', async () => {
    const network = new FakeNetwork(() => problem(400, 'invalid-field', { field: 'lessonId' }));
    const failure = await failureOf(network.client().submit(SETS));
    assert.equal(network.sent.length, 1);
    assert.equal(failure.retryable, false);
    assert.equal(failure.problem?.field, 'lessonId');
  });

  it('should return a verdict that is a problem as one', async () => {
    const members = { reason: 'UNKNOWN_ENROLLMENT', requestId: result().requestId, retryable: true };
    const network = new FakeNetwork(() => problem(404, 'unknown-enrollment', members));
    const outcome = await network.client().submit(SETS, { wait: 5 });
    assert.equal(outcome.state, 'rejected');
    assert.equal(outcome.state === 'rejected' && outcome.reason, 'UNKNOWN_ENROLLMENT');
    assert.equal(outcome.state === 'rejected' && outcome.retryable, true);
    assert.equal(network.sent.length, 1);
  });

  it('should take no answer of a captive portal for one of the API', async () => {
    const answers = [
      () => new Response('<html>log in</html>', { status: 200 }),
      () => json(200, { welcome: true }),
      () => json(403, { error: 'pay first' }),
      () => new Response('<html>gone</html>', { status: 404 }),
      () => new Response('Request Entity Too Large', { status: 413 }),
    ];
    for (const answer of answers) {
      const failure = await failureOf(new FakeNetwork(answer).client().submit(SETS));
      assert.equal(failure.kind, 'foreign');
      assert.equal(failure.retryable, true);
    }
  });

  it('should poll for the verdict with growing pauses', async () => {
    const network = new FakeNetwork(inTurn(pending, pending, unavailable(), pending, pending, () => json(200, result())));
    const verdict = await network.client().complete(SETS, { wait: 3 });
    assert.equal(verdict.state, 'accepted');
    assert.equal(network.sent[1]!.method, 'GET');
    assert.equal(network.sent[1]!.path, `/v1/completion-requests/${result().requestId}?enrollment=e-1`);
    assert.deepEqual(network.clock.sleeps, [150, 375, 300, 600]);
  });

  it('should say whether a verdict that was polled is final', async () => {
    const rejected = { status: 'REJECTED', reason: 'ALREADY_COMPLETED', retryable: false };
    const network = new FakeNetwork(inTurn(pending, () => json(200, result(rejected))));
    const verdict = await network.client().complete(SETS);
    assert.deepEqual(verdict, { state: 'rejected', reason: 'ALREADY_COMPLETED', retryable: false, result: result(rejected) });
  });

  it('should stop when it is aborted, with the reason', async () => {
    const abort = new AbortController();
    const reason = new Error('the user left');
    const network = new FakeNetwork((sent) => {
      if (sent.method === 'GET') {
        abort.abort(reason);
      }
      return pending();
    });
    await assert.rejects(network.client().complete(SETS, { signal: abort.signal }), reason);
    assert.equal(network.sent.length, 2);
    await assert.rejects(network.client().submit(SETS, { signal: abort.signal }), reason);
  });

  it('should give up on an answer that does not come, and send again', async () => {
    let hanging = true;
    const network = new FakeNetwork((sent) => {
      if (!hanging) {
        return accepted();
      }
      hanging = false;
      return new Promise((_, reject) => sent.init.signal!.addEventListener('abort', () => reject(sent.init.signal!.reason)));
    });
    const outcome = await network.client({ timeoutMillis: 20 }).submit(SETS);
    assert.equal(outcome.state, 'accepted');
    assert.equal(network.sent.length, 2);
  });

  it('should try nothing while it is sure that there is no network', async () => {
    const network = new FakeNetwork(accepted);
    network.online = false;
    const failure = await failureOf(network.client().submit(SETS));
    assert.equal(failure.kind, 'network');
    assert.equal(network.sent.length, 0);
  });

  it('should let a small request outlive its page, and send a large one all the same', async () => {
    const network = new FakeNetwork(() => json(202, { successes: [], failures: [] }));
    const client = network.client();
    const item = { ...SETS, idempotencyKey: 'k' };
    await client.submitBatch([item], { keepalive: true });
    await client.submitBatch(Array.from({ length: 500 }, () => ({ ...item, lessonId: 'ü'.repeat(100) })), { keepalive: true });
    assert.deepEqual(network.sent.map((sent) => sent.init.keepalive === true), [true, false]);
  });

  it('should tell the time by the server where the device is wrong', async () => {
    const network = new FakeNetwork(() => json(201, result(), { Date: 'Sun, 01 Mar 2026 10:00:00 GMT' }));
    const client = network.client();
    assert.equal(client.now().toISOString(), '2026-03-01T12:00:00.000Z');
    await client.submit(SETS);
    assert.equal(client.now().toISOString(), '2026-03-01T10:00:00.500Z');
    network.clock.time -= 7_198_000;
    await client.submit(SETS);
    assert.equal(client.now().getTime(), network.clock.time, 'what is within seconds is no error');
  });

  it('should give commands', async () => {
    const network = new FakeNetwork(() => json(200, result({ status: 'REVOKED' })));
    const client = network.client();
    const revokes = result().requestId;
    await client.revoke({ enrollmentId: 'e/1', lessonId: 's/1', reason: 'MARKED_BY_MISTAKE', revokes }, { key: 'k' });
    await client.waive({ ...SETS, reason: 'TESTED_OUT' }, { wait: 5 });
    await client.beginAttempt({ enrollmentId: 'e-1', attempt: 2, reason: 'RECERTIFICATION' });
    assert.deepEqual(
      network.sent.map(({ method, path, headers, body }) => [method, path, headers['Idempotency-Key'], body]),
      [
        ['DELETE', `/v1/enrollments/e%2F1/lessons/s%2F1/completion?reason=MARKED_BY_MISTAKE&revokes=${revokes}`, 'k', undefined],
        ['PUT', '/v1/enrollments/e-1/lessons/sets/waiver', undefined, { reason: 'TESTED_OUT' }],
        ['POST', '/v1/enrollments/e-1/attempts', undefined, { attempt: 2, reason: 'RECERTIFICATION' }],
      ],
    );
  });

  it('should read progress and history', async () => {
    const network = new FakeNetwork(() => json(200, { enrollmentId: 'e-1', changes: [], lessons: [] }));
    await network.client().progress('e-1');
    await network.client().history('e-1', { after: 7 });
    assert.deepEqual(network.sent.map((sent) => sent.path), [
      '/v1/enrollments/e-1/progress',
      '/v1/enrollments/e-1/history?after=7&limit=100',
    ]);
  });
});
