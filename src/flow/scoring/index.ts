import { within } from '../../base/facts.ts';
import type { Step } from '../../base/step.ts';
import { ownersChanged, peopleTouched } from '../identity/index.ts';
import { followOwners, scoreTouched } from './score-touched.ts';

export { explainPerson } from './explain.ts';

/** People get points with a receipt, under versioned models. */
export const scoring: Step = {
  name: 'scoring',
  listeners: [
    within(peopleTouched, scoreTouched),
    within(ownersChanged, (tx, { workspace_id, owners }) => followOwners(tx, workspace_id, owners)),
  ],
};
