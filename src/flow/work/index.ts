import { workspaceCreated } from '../../access/index.ts';
import { inWorkspace } from '../../base/db.ts';
import { after, within } from '../../base/facts.ts';
import type { Step } from '../../base/step.ts';
import { moveToSurvivors, peopleTouched } from '../identity/index.ts';
import { bandsCrossed, modelRescored } from '../scoring/index.ts';
import { installViews } from './actions/change-views.ts';
import { addCardRoutes } from './card/routes.ts';
import { addNoteRoutes } from './notes/routes.ts';
import { mailNotificationsJob } from './notifications/jobs.ts';
import { addNotificationRoutes } from './notifications/routes.ts';
import { tellOfRescoring, tellOwners } from './notifications/tell-owners.ts';
import { addBulkRoutes } from './routes/bulk.ts';
import { addFindingRoutes } from './routes/finding.ts';
import { addListRoutes } from './routes/lists.ts';
import { addViewRoutes } from './routes/views.ts';
import { addTemperatureRoutes } from './temperature/routes.ts';
import { tellTurnedJob } from './temperature/tell-turned.ts';

export { getSeenPerson } from './card/seen-person.ts';
export { fromSeenPeople, holdsInList } from './views/ask-people.ts';
export { type ListContext, loadListContext, type Viewer } from './views/list-context.ts';
export { readInTime } from './views/read-in-time.ts';

/** The day of those who work with leads: lists, the card of one person, notes. */
export const work: Step = {
  name: 'work',
  routes: (app, context) => {
    addCardRoutes(app, context);
    addNoteRoutes(app, context);
    addListRoutes(app, context);
    addBulkRoutes(app, context);
    addViewRoutes(app, context);
    addFindingRoutes(app, context);
    addNotificationRoutes(app, context);
    addTemperatureRoutes(app, context);
  },
  listeners: [
    within(workspaceCreated, (tx, { workspace_id }) => installViews(tx, workspace_id)),
    // `origin_person_id` stays, so that it can be undone.
    within(peopleTouched, async (tx, { workspace_id, merges }) => {
      for (const table of ['note', 'temperature']) await moveToSurvivors(tx, workspace_id, table, merges);
    }),
    after(bandsCrossed, 'tell owners', ({ db }, fact) =>
      inWorkspace(db.app, fact.workspace_id, (tx) => tellOwners(tx, fact)),
    ),
    after(modelRescored, 'tell owners', ({ db }, fact) =>
      inWorkspace(db.app, fact.workspace_id, (tx) => tellOfRescoring(tx, fact)),
    ),
  ],
  jobs: [mailNotificationsJob, tellTurnedJob],
};
