import { within } from '../../base/facts.ts';
import type { Step } from '../../base/step.ts';
import { arrivalsForeseen, arrivalsReceived, fieldsWanted, fieldTypesAsked } from '../capture/index.ts';
import { ensureFields, listFieldTypes } from './custom-fields.ts';
import { foresee } from './foresee/foresee.ts';
import { keepArrivals } from './keep-arrivals.ts';
import { routes } from './routes.ts';

export { editPeople, listSamePeople, setOwner } from './actions.ts';
export { peopleCatalogue, peopleFields, touchFields } from './catalogue.ts';
export { readCompanySayings } from './companies.ts';
export { completenessField, completenessOf, completenessSql } from './completeness.ts';
export { loadContext } from './context.ts';
export { type KeptTouch, leadsOpened, ownersChanged, type PeopleTouched, peopleTouched } from './facts.ts';
export { deriveFields, foldSayings, type Origin, type Saying } from './fold-sayings.ts';
export { moveToSurvivors } from './queries/merge.ts';
export { findPersonByEmail, readCurrentIds } from './queries/read.ts';
export { readSayings } from './refold-people.ts';

/** Touches become people, companies and leads. */
export const identity: Step = {
  name: 'identity',
  routes,
  listeners: [
    within(arrivalsReceived, (tx, { workspace_id, arrivals, outcomes }) =>
      keepArrivals(tx, workspace_id, arrivals, outcomes),
    ),
    within(arrivalsForeseen, (tx, { workspace_id, arrivals, dry_run, outcomes }) =>
      foresee(tx, workspace_id, arrivals, dry_run, outcomes),
    ),
    within(fieldTypesAsked, (tx, { workspace_id, ...types }) => listFieldTypes(tx, workspace_id, types)),
    within(fieldsWanted, (tx, { workspace_id, fields }) => ensureFields(tx, workspace_id, fields)),
  ],
};
