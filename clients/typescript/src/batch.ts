import type { QueuedCompletion } from './queue-store.js';
import { bytesOf } from './transport.js';

const MAX_ITEMS = 500;
const MAX_BYTES = 256 * 1024;
const AROUND_BYTES = '{"items":[]}'.length;

/** No pause is as long: what seems to be one is of a device whose clock was set back. */
const DAY_MILLIS = 86_400_000;

/**
 * What may be sent now, at most as much as a batch takes, in order: what has to wait holds the rest of its lesson or
 * enrollment. No lesson is twice in a batch: there it would be one request.
 */
export function nextBatch(all: readonly QueuedCompletion[], now: number): QueuedCompletion[] {
  const waiting = new Set<string>();
  const batch: QueuedCompletion[] = [];
  let bytes = AROUND_BYTES;
  for (const queued of all) {
    const { enrollmentId, lessonId } = queued.completion;
    const enrollment = JSON.stringify([enrollmentId]);
    const lesson = JSON.stringify([enrollmentId, lessonId]);
    if (waiting.has(enrollment) || waiting.has(lesson)) {
      continue;
    }
    if (waits(queued, now)) {
      waiting.add(queued.holds === 'lesson' ? lesson : enrollment);
      continue;
    }
    bytes += bytesOf(JSON.stringify(queued.completion)) + 1;
    if (batch.length > 0 && (batch.length === MAX_ITEMS || bytes > MAX_BYTES)) {
      break;
    }
    batch.push(queued);
    waiting.add(lesson);
  }
  return batch;
}

function waits({ notBefore }: QueuedCompletion, now: number): boolean {
  return notBefore > now && notBefore < now + DAY_MILLIS;
}

/** In how many milliseconds the next one may be sent; undefined if there is none. */
export function nextIn(all: readonly QueuedCompletion[], now: number): number | undefined {
  const pauses = all.map((queued) => (waits(queued, now) ? queued.notBefore - now : 0));
  return pauses.length === 0 ? undefined : Math.min(...pauses);
}
