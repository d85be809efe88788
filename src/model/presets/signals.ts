import type { Condition } from '../../conditions/format.ts';
import { all, any, where } from './rules.ts';
import { events, pricingPaths } from './words.ts';

const viewed = where('touch.type', 'in', ['page', 'screen']);
const named = (parts: readonly string[]) => where('touch.event', 'contains', [...parts]);
const notNamed = (parts: readonly string[]) => where('touch.event', 'doesNotContain', [...parts]);

/**
 * The actions that the presets count, each a condition on touches: a tracked event, a submitted form or a row of a file by what it
 * is called, a page view by its path. A form without a name is an inquiry: somebody wrote to us.
 */
export const actions = {
  document_requested: all(named(events.document)),
  inquiry_made: any(named(events.inquiry), all(where('touch.type', '=', 'form'), where('touch.event', 'null'))),
  trial_requested: all(named(events.trial)),
  seminar_attended: all(named(events.seminar), notNamed(events.notYetAttended)),
  newsletter_subscribed: all(named(events.newsletter), notNamed(events.unsubscribed)),
  pricing_viewed: any(
    all(where('touch.type', '=', 'page'), where('touch.path', 'matchesPath', [...pricingPaths])),
    all(where('touch.type', '=', 'screen'), named(events.pricing)),
  ),
  page_viewed: all(viewed),
  unsubscribed: all(named(events.unsubscribed)),
} as const satisfies Record<string, Condition>;

/** The key of an action of the presets. */
export type Action = keyof typeof actions;
