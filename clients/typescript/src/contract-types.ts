import type { components } from './contract.js';

type Schemas = components['schemas'];

export type CompletionResult = Schemas['CompletionResult'];
export type Problem = Schemas['Problem'];
export type Progress = Schemas['Progress'];
export type History = Schemas['History'];
export type Reason = Schemas['Reason'];
export type WaiverReason = Schemas['WaiverReason'];
export type BatchOutcome = Schemas['BatchOutcome'];
export type BatchItem = Schemas['Batch']['items'][number];
export type Attempt = Schemas['Attempt'];

/** A lesson of an enrollment that a learner completed. */
export type Completion = Schemas['Completion'] & { enrollmentId: string };
