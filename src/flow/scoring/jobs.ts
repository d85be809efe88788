import { z } from 'zod';
import { defineJob } from '../../base/jobs.ts';
import { countTerms } from './count-terms.ts';
import { scoreDue } from './due.ts';
import { dropModelStandings } from './models/drop-standings.ts';
import { rescoreAll } from './rescore-all.ts';

/** Runs after a version has been made live. */
export const rescoreJob = defineJob(
  'scoring.rescore',
  z.object({ workspace_id: z.int(), model_id: z.int(), new_signal_ids: z.array(z.int()) }),
  async ({ db, log }, { workspace_id, model_id, new_signal_ids }) => {
    const written = await rescoreAll(db.app, workspace_id, model_id, new_signal_ids, Date.now);
    log.info({ workspace_id, model_id, written }, 'Scored everybody under the live version');
  },
);

/** Runs after a model has been archived. */
export const dropStandingsJob = defineJob(
  'scoring.drop_standings',
  z.object({ workspace_id: z.int(), model_id: z.int() }),
  ({ db }, { workspace_id, model_id }) => dropModelStandings(db.app, workspace_id, model_id),
);

/** Runs when somebody looks at a model whose counts are old. */
export const countTermsJob = defineJob(
  'scoring.count_terms',
  z.object({ workspace_id: z.int() }),
  ({ db, now }, { workspace_id }) => countTerms(db.app, workspace_id, now),
);

/** Keeps points right as time passes: looks every half second for people whose shown points have just changed. */
export const scoreDueJob = defineJob(
  'scoring.score_due',
  z.object({}),
  async ({ db, now }) => {
    await scoreDue(db, now);
  },
  { every_ms: 500 },
);
