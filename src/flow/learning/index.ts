import type { Step } from '../../base/step.ts';
import { addCustomerRoutes } from './customers/routes.ts';
import { addInterviewRoutes } from './interviews/routes.ts';
import { addJourneyRoutes } from './journey-maps/routes.ts';

/** What the workspace's own history teaches: who its customers are, and the way that led there. */
export const learning: Step = {
  name: 'learning',
  routes: (app, context) => {
    addCustomerRoutes(app, context);
    addJourneyRoutes(app, context);
    addInterviewRoutes(app, context);
  },
};
