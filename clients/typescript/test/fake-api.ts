import type { BatchItem } from '../dist/index.js';
import { json, problem, problemBody, result, type Sent } from './fakes.js';

/** What a completion is answered with that is not accepted. */
export interface Refusal {
  status: number;
  type: string;
  members?: Record<string, unknown>;
}

export const UNKNOWN_LESSON: Refusal = {
  status: 422,
  type: 'lesson-not-in-course',
  members: { reason: 'LESSON_NOT_IN_COURSE', retryable: true },
};

/** The batches of the API, as far as a queue sees them: a lesson is completed once, and a key gets its first answer. */
export class FakeApi {
  /** The keys that completed a lesson, by enrollment and lesson, in order. */
  readonly completed = new Map<string, string>();
  readonly batches: BatchItem[][] = [];
  /** By lesson; for as long as it is there. */
  readonly refusals = new Map<string, Refusal>();
  /** Stored, and not decided while they are here; by lesson. */
  readonly undecided = new Set<string>();
  /** Where set, each batch as a whole is answered so. */
  down: (() => Response) | undefined;
  /** The next batch is taken, and its answer is lost. */
  losesAnswer = false;

  readonly answer = (sent: Sent): Response => {
    if (this.down) {
      return this.down();
    }
    const { items } = sent.body;
    if (items.length > 500 || Buffer.byteLength(sent.init.body as string) > 262_144) {
      return problem(413, 'too-large', { retryable: false });
    }
    this.batches.push(items);
    const outcomes = items.map((item, index) => this.outcome(item, index));
    if (this.losesAnswer) {
      this.losesAnswer = false;
      throw new TypeError('network error');
    }
    return json(207, {
      successes: outcomes.filter((outcome) => outcome.status < 300),
      failures: outcomes.filter((outcome) => outcome.status >= 300),
    });
  };

  /** The lessons of an enrollment that are complete, in the order in which that came. */
  lessons(enrollmentId: string): string[] {
    return Array.from(this.completed.keys(), (key) => JSON.parse(key) as [string, string])
      .filter(([enrollment]) => enrollment === enrollmentId)
      .map(([, lesson]) => lesson);
  }

  private outcome({ enrollmentId, lessonId, idempotencyKey = '' }: BatchItem, index: number) {
    const refusal = this.refusals.get(lessonId);
    if (refusal) {
      return failed(index, refusal);
    }
    if (this.undecided.has(lessonId)) {
      return { index, status: 202, requestId: result().requestId, location: '/v1/completion-requests/…' };
    }
    const lesson = JSON.stringify([enrollmentId, lessonId]);
    const by = this.completed.get(lesson) ?? idempotencyKey;
    this.completed.set(lesson, by);
    return by === idempotencyKey
      ? { index, status: 201, requestId: result().requestId, result: result({ enrollmentId, lessonId }) }
      : failed(index, { status: 409, type: 'already-completed', members: { reason: 'ALREADY_COMPLETED', retryable: false } });
  }
}

function failed(index: number, { status, type, members }: Refusal) {
  const requestId = members?.['reason'] && result().requestId;
  return { index, status, problem: problemBody(status, type, { ...members, requestId }) };
}
