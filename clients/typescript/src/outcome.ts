import type { CompletionResult, Problem, Reason } from './contract-types.js';
import { OncemarkFailure } from './failure.js';
import type { Answer } from './transport.js';

/** It is decided: the lesson is complete by this request, or the command is carried out. */
export interface Accepted {
  state: 'accepted';
  result: CompletionResult;
}

/** It is decided that nothing changes. The verdict came as a problem in the answer, or as a result that was asked for. */
export interface Rejected {
  state: 'rejected';
  reason: Reason;
  /** Whether it can still be taken if it is sent again under the same key, when the learning platform has changed. */
  retryable: boolean;
  problem?: Problem;
  result?: CompletionResult;
}

/** It is stored and will be decided. */
export interface Pending {
  state: 'pending';
  requestId: string;
  enrollmentId: string;
}

export type Verdict = Accepted | Rejected;
export type Outcome = Verdict | Pending;

/** @throws OncemarkFailure if the answer has neither a result nor the id of a request that is pending */
export function outcomeOf(answer: Answer, enrollmentId: string): Outcome {
  const body = answer.body as Partial<CompletionResult>;
  if (typeof body.requestId !== 'string') {
    throw new OncemarkFailure('foreign', `status ${answer.status} without a request's id`, { status: answer.status });
  }
  if (answer.status === 202) {
    return { state: 'pending', requestId: body.requestId, enrollmentId };
  }
  return verdictOf(body as CompletionResult);
}

export function verdictOf(result: CompletionResult): Verdict {
  if (result.status !== 'REJECTED') {
    return { state: 'accepted', result };
  }
  return {
    state: 'rejected',
    reason: result.reason ?? 'UNRECOGNIZED',
    retryable: result.retryable !== false,
    result,
  };
}

/** The verdict that a problem is, where it is one: a problem with the reason of a decision. */
export function rejectionBy(problem: Problem): Rejected | undefined {
  return problem.reason && problem.requestId
    ? { state: 'rejected', reason: problem.reason, retryable: problem.retryable !== false, problem }
    : undefined;
}
