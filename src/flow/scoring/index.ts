import { workspaceCreated } from '../../access/facts.ts';
import { within } from '../../base/facts.ts';
import type { Step } from '../../base/step.ts';
import { ownersChanged, peopleTouched } from '../identity/index.ts';
import { installPreset } from './install-preset.ts';
import { countTermsJob, dropStandingsJob, rescoreJob, scoreDueJob } from './jobs.ts';
import { routes } from './routes.ts';
import { followOwners, scoreTouched } from './score-touched.ts';

export { adjust, endAdjustment } from './adjustments/adjust.ts';
export { touchBinding } from './backfill.ts';
export { personBinding, signalCatalogue, termCatalogue } from './catalogue.ts';
export { type CompanyStanding, readCompanyStanding } from './company-standing.ts';
export { type Course, courseAt, type Explanation, explainPeople, explainPerson, totalsAt } from './explain.ts';
export { type BandsCrossed, bandsCrossed, type Crossing, type ModelRescored, modelRescored } from './facts.ts';
export { wilson } from './lab/estimate.ts';
export { inLab } from './lab/in-lab.ts';
export { nextSignals } from './lab/next-signals.ts';
export { drawPeople, scaleUp } from './lab/sample.ts';
export { readWins } from './lab/wins.ts';
export { readLiveModels } from './live-model.ts';
export { changeProfile } from './profiles/change.ts';
export { readProfiles } from './profiles/queries.ts';
export { saveDraft } from './publish.ts';
export { rescoreAll } from './rescore-all.ts';
export { judgePerson } from './validity/judge-person.ts';
export { type RuleInUse, readValidityRules } from './validity/queries.ts';
export { getVersion, listModels } from './views.ts';
export { theseIds, type Whom } from './whom.ts';
export { readWon } from './won/won-rule.ts';

/** People get points with a receipt, under versioned models. */
export const scoring: Step = {
  name: 'scoring',
  routes,
  jobs: [rescoreJob, countTermsJob, scoreDueJob, dropStandingsJob],
  listeners: [
    within(workspaceCreated, (tx, { workspace_id, preset, language }) =>
      installPreset(tx, workspace_id, preset, language, Date.now()),
    ),
    within(peopleTouched, scoreTouched),
    within(ownersChanged, (tx, { workspace_id, owners }) => followOwners(tx, workspace_id, owners)),
  ],
};
