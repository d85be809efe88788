import type { Condition } from '../../conditions/format.ts';
import { all, any, where } from './rules.ts';
import { events, pricingPaths } from './words.ts';

const viewed = where('touch.type', 'in', ['page', 'screen']);
/** What somebody did: a tracked event, a posted form, a row of a file. A page may be called like an event and is none. */
const done = where('touch.type', 'in', ['track', 'form', 'row']);
const named = (parts: readonly string[]) => where('touch.event', 'contains', [...parts]);
const notNamed = (parts: readonly string[]) => where('touch.event', 'doesNotContain', [...parts]);
/** A form that was posted without a name of its own. */
const nameless = all(where('touch.type', '=', 'form'), where('touch.event', '=', 'Form submitted'));

/**
 * The actions that the presets count, each a condition on touches: a tracked event, a submitted form or a row of a file by what it
 * is called, a page view by its path. A form without a name is an inquiry: somebody wrote to us.
 */
export const actions = {
  document_requested: all(done, named(events.document)),
  inquiry_made: any(all(done, named(events.inquiry)), nameless),
  trial_requested: all(done, named(events.trial)),
  seminar_attended: all(done, named(events.seminar), notNamed(events.notYetAttended)),
  newsletter_subscribed: all(done, named(events.newsletter), notNamed(events.unsubscribed)),
  pricing_viewed: any(
    all(where('touch.type', '=', 'page'), where('touch.path', 'matchesPath', [...pricingPaths])),
    all(where('touch.type', '=', 'screen'), named(events.pricing)),
  ),
  page_viewed: all(viewed),
  unsubscribed: all(done, named(events.unsubscribed)),
} as const satisfies Record<string, Condition>;

/** The key of an action of the presets. */
export type Action = keyof typeof actions;
