import { recall, remember } from './storage.ts';

/** The page somebody is on, in the words of the Segment protocol; `referrer` is the page before it. */
export type Place = { path: string; url: string; search: string; title: string; referrer: string };
/** The campaign that a visit came from: `utm_source` is `source`, `utm_campaign` is `name`, and so on. */
export type Campaign = Record<string, string>;

const campaignKey = 'plumb_campaign';

/** Where the browser is now. */
export function readPlace(referrer: string): Place {
  const { origin, pathname, search } = location;
  return { path: pathname, url: origin + pathname + search, search, title: document.title, referrer };
}

/**
 * The campaign that this visit came from, in this page's address or that of an earlier page in the same tab: a form three pages on
 * still knows how its sender came. Undefined when there was none.
 */
export function readCampaign(): Campaign | undefined {
  const { search } = location;
  if (/[?&]utm_/.test(search)) remember(campaignKey, search, 'sessionStorage');
  const campaign: Campaign = {};
  new URLSearchParams(recall(campaignKey, 'sessionStorage') || search).forEach((value, name) => {
    if (/^utm_/.test(name)) campaign[name.slice(4).replace('campaign', 'name')] = value;
  });
  return Object.keys(campaign)[0] ? campaign : undefined;
}

/** Forgets where the visit came from. */
export function forgetCampaign(): void {
  remember(campaignKey, '', 'sessionStorage');
}
