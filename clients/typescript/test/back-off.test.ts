import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pause, retryAfterMillis } from '../dist/back-off.js';

const POLICY = { firstMillis: 500, longestMillis: 20_000 };
const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('back-off', () => {
  it('should double the pause up to the longest', () => {
    const pauses = [0, 1, 2, 5, 6, 1_000_000].map((failures) => pause(failures, POLICY, 1));
    assert.deepEqual(pauses, [500, 1_000, 2_000, 16_000, 20_000, 20_000]);
  });

  it('should be at least half of it', () => {
    assert.equal(pause(0, POLICY, 0), 250);
    assert.equal(pause(100, POLICY, 0), 10_000);
  });

  it('should take seconds', () => {
    assert.equal(retryAfterMillis('7', null, NOW), 7_000);
    assert.equal(retryAfterMillis(' 0 ', null, NOW), 0);
  });

  it('should take an HTTP date', () => {
    assert.equal(retryAfterMillis('Sun, 01 Mar 2026 12:02:00 GMT', null, NOW), 120_000);
    assert.equal(retryAfterMillis('Sun, 01 Mar 2026 11:00:00 GMT', null, NOW), 0);
  });

  it('should hold a date against the answer, not a device whose clock is wrong', () => {
    const hourAhead = NOW + 3_600_000;
    const date = 'Sun, 01 Mar 2026 12:00:00 GMT';
    assert.equal(retryAfterMillis('Sun, 01 Mar 2026 12:02:00 GMT', date, hourAhead), 120_000);
  });

  it('should ignore what is neither', () => {
    for (const unreadable of [null, '', 'soon', '-1', '1e3', '99999999999']) {
      assert.equal(retryAfterMillis(unreadable, null, NOW), undefined);
    }
  });
});
