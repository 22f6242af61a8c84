import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OncemarkFailure } from '../dist/index.js';
import { FakeNetwork, json, problem, result, type Sent } from './fakes.js';

const SETS = { enrollmentId: 'e-1', lessonId: 'sets' };

/** Takes only this token. */
function takes(good: string) {
  return ({ headers }: Sent) =>
    headers['Authorization'] === `Bearer ${good}` ? json(201, result()) : problem(401, 'unauthenticated');
}

describe('tokens', () => {
  it('should ask for another one after 401, and send the same again', async () => {
    const network = new FakeNetwork(takes('new'));
    const asked: boolean[] = [];
    let token = 'old';
    const client = network.client({
      token: (refused) => {
        asked.push(refused);
        return refused ? (token = 'new') : token;
      },
    });
    assert.equal((await client.submit(SETS)).state, 'accepted');
    assert.equal((await client.submit(SETS)).state, 'accepted');
    assert.deepEqual(asked, [false, true, false]);
    assert.equal(network.sent[0]!.headers['Idempotency-Key'], network.sent[1]!.headers['Idempotency-Key']);
  });

  it('should ask once for all that were refused together', async () => {
    const network = new FakeNetwork(takes('new'));
    let renewals = 0;
    let token = 'old';
    const client = network.client({
      token: async (refused) => {
        if (refused) {
          renewals++;
          await new Promise((resolve) => setTimeout(resolve, 5));
          token = 'new';
        }
        return token;
      },
    });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => client.submit(SETS)));
    assert.ok(outcomes.every((outcome) => outcome.state === 'accepted'));
    assert.equal(renewals, 1);
  });

  it('should fail where the other one is refused too, and be retryable', async () => {
    const network = new FakeNetwork(takes('none'));
    await assert.rejects(network.client({ token: () => 'bad' }).submit(SETS), (failure: OncemarkFailure) => {
      assert.equal(failure.status, 401);
      assert.equal(failure.retryable, true);
      return true;
    });
    assert.equal(network.sent.length, 2);
  });

  it('should fail where there is none, and ask again next time', async () => {
    const network = new FakeNetwork(takes('good'));
    let away = true;
    const token = () => (away ? Promise.reject(new Error('the issuer does not answer')) : 'good');
    const client = network.client({ token });
    await assert.rejects(client.submit(SETS), (failure: OncemarkFailure) => failure.kind === 'token' && failure.retryable);
    assert.equal(network.sent.length, 0);
    away = false;
    assert.equal((await client.submit(SETS)).state, 'accepted');
  });
});
