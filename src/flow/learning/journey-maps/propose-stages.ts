import { ALWAYS, type Condition } from '../../../conditions/format.ts';
import { type JourneyProposal, USUAL_STAGES, type UsualStage } from './contract.ts';

type NamedSignal = { key: string; name: string };

/** Which stage somebody has come to by each signal of the presets, and after how many touches (one where nothing is said). */
const STAGE_OF: Readonly<Record<string, { stage: UsualStage; touches?: number }>> = {
  newsletter_subscribed: { stage: 'interest' },
  page_viewed: { stage: 'interest', touches: 3 },
  session_begun: { stage: 'interest', touches: 3 },
  document_requested: { stage: 'interest' },
  file_accessed: { stage: 'interest' },
  link_clicked: { stage: 'interest' },
  redirect_clicked: { stage: 'interest' },
  email_clicked: { stage: 'interest' },
  site_searched: { stage: 'interest' },
  event_registered: { stage: 'interest' },
  pricing_viewed: { stage: 'evaluation' },
  seminar_attended: { stage: 'evaluation' },
  event_checked_in: { stage: 'evaluation' },
  case_study_read: { stage: 'evaluation' },
  chatted: { stage: 'evaluation' },
  activated: { stage: 'evaluation' },
  teammate_invited: { stage: 'evaluation' },
  integration_connected: { stage: 'evaluation' },
  product_used: { stage: 'evaluation' },
  trial_requested: { stage: 'intent' },
  inquiry_made: { stage: 'intent' },
  meeting_held: { stage: 'intent' },
  quote_requested: { stage: 'intent' },
  limit_reached: { stage: 'intent' },
  opportunity_created: { stage: 'intent' },
  opportunity_won: { stage: 'contract' },
};

/** What signals that a workspace made itself are called when they tell of a contract. */
const CONTRACT = /(^|_)(won|contract|signed|purchased?|bought|paid|became_customer)(_|$)/;

/**
 * A map to begin with from the signals that a workspace counts: everybody is aware, and each further stage is reached by any of its
 * signals. A stage without a signal holds for nobody until somebody says when it is reached.
 */
export function proposeStages(signals: readonly NamedSignal[]): JourneyProposal {
  const placed = signals.map((signal) => ({ signal, ...placeOf(signal.key) }));
  const stages = USUAL_STAGES.map((stage) => {
    const mine = placed.filter((each) => each.stage === stage);
    const when: Condition = {
      combinator: 'or',
      rules: mine.map(({ signal, touches = 1 }) => ({
        field: `signal.${signal.key}`,
        operator: '>=' as const,
        value: { count: touches },
      })),
    };
    return { stage, when: stage === 'awareness' ? ALWAYS : when, signals: mine.map(({ signal }) => signal) };
  });
  return { stages, unused: placed.filter(({ stage }) => stage === undefined).map(({ signal }) => signal) };
}

function placeOf(key: string): { stage?: UsualStage; touches?: number } {
  if (Object.hasOwn(STAGE_OF, key)) return STAGE_OF[key] ?? {};
  return CONTRACT.test(key) ? { stage: 'contract' } : {};
}
