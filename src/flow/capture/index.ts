import type { Step } from '../../base/step.ts';
import { importJobs } from './import/jobs.ts';
import { addCaptureRoutes } from './routes.ts';
import { createDefaultSources } from './sources/default-sources.ts';

export { type Arrival, Claims, FieldValue, type Outcome, touchTypes } from './arrival.ts';
export { arrivalsReceived, fieldsWanted, fieldTypesAsked } from './facts.ts';
export { type BringIn, type BroughtIn, bringInFile, tryFile } from './import/actions/bring-in.ts';
export type { ImportCheck, ImportCounts } from './import/contract.ts';
export { arrivalsForeseen, type DryRun } from './import/facts.ts';
export { holdBatches, receive, receiveWithin, waitForBatches } from './receive.ts';
export { findSourceByKey, getSource, listSources } from './sources/queries.ts';
export { type FieldTyping, makeValueReader } from './typed-values.ts';

/** Every way in: what reaches us becomes arrivals, kept as they came. */
export const capture: Step = {
  name: 'capture',
  routes: addCaptureRoutes,
  jobs: importJobs,
  listeners: [createDefaultSources],
};
