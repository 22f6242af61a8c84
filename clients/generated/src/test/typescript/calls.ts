// Calls the app by the client that is generated of docs/openapi.yaml. Ends with 1 and says what is wrong where anything is.
// Arguments: the app's address, and the request id, the enrollment and the offset of a result far along in its topic.
import {
  CommandApi,
  Configuration,
  ProblemFromJSON,
  ReadApi,
  ResponseError,
  SubmitApi,
  type Outcome,
  type Problem,
} from '../../../target/typescript/index';

declare const process: { argv: string[]; exitCode: number };

const [, , basePath, farRequest, farEnrollment, farOffset] = process.argv as [string, string, string, string, string, string];
const configuration = new Configuration({ basePath });
const submit = new SubmitApi(configuration);
const read = new ReadApi(configuration);
const command = new CommandApi(configuration);

const enrollmentId = `typescript-${Math.random()}`;
const prefer = 'wait=10';

function equal(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) {
    throw new Error(`${what} is ${String(found)} and not ${String(wanted)}`);
  }
}

/** The verdict; the type of `outcome` is narrowed by its status alone. */
function decided(outcome: Outcome): Exclude<Outcome, { status: 'PENDING' }> {
  if (outcome.status === 'PENDING') {
    throw new Error(`${outcome.requestId} is pending`);
  }
  return outcome;
}

async function refused(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ResponseError) {
      return ProblemFromJSON(await error.response.json());
    }
    throw error;
  }
  throw new Error('it was not refused');
}

async function untilDecided(requestId: string): Promise<Outcome> {
  for (let times = 0; times < 400; times++) {
    const outcome = await read.getCompletionRequest({ requestId, enrollment: enrollmentId });
    if (outcome.status !== 'PENDING') {
      return outcome;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${requestId} is not decided`);
}

async function submitsAndReads(): Promise<void> {
  const pending = await submit.submitCompletion({ enrollmentId, completion: { lessonId: 'lesson' }, idempotencyKey: `k-${enrollmentId}` });
  equal('202', pending.status, 'PENDING');
  const accepted = decided(await untilDecided(pending.requestId));
  equal('the verdict', accepted.status, 'ACCEPTED');

  const completion = { lessonId: 'another', occurredAt: new Date('2026-01-02T03:04:05.678Z') };
  const created = decided(await submit.submitCompletion({ enrollmentId, completion, prefer }));
  equal('201', created.status, 'ACCEPTED');
  equal('its time', created.occurredAt.toISOString(), '2026-01-02T03:04:05.678Z');

  const problem = await refused(submit.submitCompletion({ enrollmentId, completion: { lessonId: 'lesson' }, prefer, idempotencyKey: `another-${enrollmentId}` }));
  equal('409', problem.status, 409);
  equal('its type', problem.type, 'urn:oncemark:problem:already-completed');
  equal('its original', problem.originalRequestId, accepted.requestId);
  equal('400', (await refused(submit.putCompletion({ enrollmentId, lessonId: 'x'.repeat(256) }))).field, 'lessonId');
}

async function submitsManyAtOnce(): Promise<void> {
  const items = ['new', 'lesson', 'foreign'].map((lessonId) => ({ enrollmentId, lessonId }));
  const outcome = await submit.submitCompletions({ batch: { items }, prefer });
  equal('the item that is accepted', outcome.successes[0]?.result?.status, 'ACCEPTED');
  equal('the others', outcome.failures.map((failure) => failure.problem.status).join(), '409,422');
}

async function commands(): Promise<void> {
  const revokes = decided(await submit.putCompletion({ enrollmentId, lessonId: 'taken-back', prefer })).requestId;
  const revoked = await command.revokeCompletion({
    enrollmentId, lessonId: 'taken-back', reason: 'MISTAKE', idempotencyKey: `r-${enrollmentId}`, revokes, prefer,
  });
  equal('DELETE', decided(revoked).revokedRequestId, revokes);
  const waived = await command.waiveLesson({ enrollmentId, lessonId: 'taken-back', waiver: { reason: 'TESTED_OUT' }, prefer });
  equal('PUT', decided(waived).waiver, 'TESTED_OUT');
  const items = [
    { type: 'RESET' as const, enrollmentId, attempt: 2, reason: 'AGAIN' },
    { type: 'WAIVE' as const, enrollmentId, lessonId: 'foreign', reason: 'ADMINISTRATIVE' as const },
  ];
  const outcome = await command.submitCommands({ commandBatch: { items }, prefer });
  equal('the attempt', outcome.successes[0]?.result?.attempt, 2);
  equal('the waiver', outcome.failures[0]?.problem.reason, 'LESSON_NOT_IN_COURSE');
  equal('POST', (await refused(command.beginAttempt({ enrollmentId, attempt: { attempt: 1, reason: 'AGAIN' }, prefer }))).currentAttempt, 2);
}

async function readsWhatIsFarAlong(): Promise<void> {
  const offset = Number(farOffset);
  const verdict = decided(await read.getCompletionRequest({ requestId: farRequest }));
  equal('the offset', verdict.inOffset, offset);
  const history = await read.getHistory({ enrollmentId: farEnrollment, after: offset - 1, limit: 1 });
  equal('the history', history.changes[0]?.inOffset, offset);
  const progress = await read.getProgress({ enrollmentId: farEnrollment });
  equal('the progress', progress.lessons[0]?.sequence, offset);
}

submitsAndReads()
  .then(submitsManyAtOnce)
  .then(commands)
  .then(readsWhatIsFarAlong)
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
