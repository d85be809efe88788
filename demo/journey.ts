import { day, drawVisitTime, findWorkingDay, hour } from './calendar.ts';
import { between, pick, probability } from './chance.ts';
import { type Depth, drawMessage } from './forms.ts';
import { sendMailings } from './mailings.ts';
import type { Plans } from './person.ts';
import { campaigns, documents, fairs, formPages, referrers, type SitePage, seminars, vendor } from './site.ts';
import { does, identify, introduce, type Story, track } from './story.ts';
import type { Traits } from './touches.ts';
import { browse, contextOf, openPage, openVisit, type Visit } from './visits.ts';

/** At most this many visits, and of those who did not come through the site this share ever looks at it. */
const mostVisits = 12;
const laterVisitors = 0.55;

/** Tells one person's story from `start` (epoch ms) until it ends by itself. */
export function tellStory(story: Story, start: number): void {
  const { entry } = story.visitor;
  const throughSite = entry === 'search' || entry === 'advert';
  let at = start;
  if (!throughSite) {
    at = drawVisitTime(story.chance, at, story.visitor.company.market.utc_offset_hours);
    meet(story, at);
    at += between(story.chance, 1, 20) * day;
  }
  if (throughSite || does(story, laterVisitors)) visitSite(story, at);
  sendMailings(story);
}

/** The first touch of those who did not come through the site. */
function meet(story: Story, at: number): void {
  const { chance, visitor } = story;
  const sender = { userId: story.user_id };
  if (visitor.entry === 'fair') identify(story, at, 'fair-list', 'profile', sender);
  else if (visitor.entry === 'by-hand') identify(story, at, 'by-hand', 'project', sender);
  else if (visitor.entry === 'partner') {
    identify(story, at, 'partner-portal', 'profile', sender);
    track(
      story,
      at + 1_000,
      'partner-portal',
      'Partner Referral',
      { partner: pick(chance, ['Norvane Partners', 'Ostrel Consulting']) },
      sender,
    );
  } else {
    identify(story, at, 'lead-ads', 'profile', sender);
    track(story, at + 1_000, 'lead-ads', 'Lead Advert Answered', { campaign: 'makers-lead-form' }, sender);
  }
  if (visitor.entry === 'fair')
    track(story, at + 1_000, 'fair-list', 'Fair Visited', { fair: pick(chance, fairs) }, sender);
}

/** All visits to the site, with the forms filled in on the way: light ones early, those for sales late. */
function visitSite(story: Story, start: number): void {
  const { chance, visitor } = story;
  const returns = probability(-0.2 + 0.6 * visitor.interest);
  let visits = 1;
  while (visits < mostVisits && does(story, returns)) visits++;
  const agenda = planVisits(story, visits);
  let at = start;
  for (let number = 0; number < visits; number++) {
    const begins = drawVisitTime(chance, at, visitor.company.market.utc_offset_hours);
    const campaign = number === 0 && visitor.entry === 'advert' ? pick(chance, campaigns) : undefined;
    const visit = openVisit(story, { anonymousId: visitor.browser }, begins, {
      campaign,
      referrer: campaign ? '' : pick(chance, referrers),
    });
    browse(visit);
    for (const plan of agenda[number] ?? []) acts[plan](visit);
    at = visit.at + day * (1 + 22 * chance() * chance());
  }
}

const order: { plan: keyof Plans; earliest: number }[] = [
  { plan: 'newsletter', earliest: 0 },
  { plan: 'document', earliest: 0 },
  { plan: 'seminar', earliest: 0.1 },
  { plan: 'inquiry', earliest: 0.3 },
  { plan: 'demo', earliest: 0.5 },
  { plan: 'trial', earliest: 0.5 },
];

function planVisits(story: Story, visits: number): (keyof Plans)[][] {
  const agenda: (keyof Plans)[][] = Array.from({ length: visits }, () => []);
  for (const { plan, earliest } of order) {
    if (!story.visitor.plans[plan]) continue;
    const number = Math.floor((earliest + (1 - earliest) * story.chance()) * visits);
    agenda[number]?.push(plan);
  }
  return agenda;
}

/** What each plan comes to: a form on its page, and what follows from it. */
const acts: Record<keyof Plans, (visit: Visit) => void> = {
  newsletter(visit) {
    fillIn(visit, formPages.newsletter, 'address', 'Newsletter Subscribed', { list: 'Meridian monthly' });
  },
  document(visit) {
    const document = pick(visit.story.chance, documents);
    fillIn(visit, formPages.document, 'profile', 'Document Requested', { document });
  },
  inquiry(visit) {
    const { chance, visitor } = visit.story;
    const request = { subject: vendor.product, message: drawMessage(chance, visitor.company.market.language) };
    fillIn(visit, formPages.inquiry, 'project', 'Inquiry Sent', request, request);
  },
  demo(visit) {
    const request = { subject: vendor.product };
    fillIn(visit, formPages.demo, 'project', 'Demo Requested', request, request);
  },
  trial(visit) {
    const { story, sender } = visit;
    const user = { userId: story.user_id };
    openPage(visit, formPages.trial);
    identify(story, visit.at, 'product-trial', 'profile', { ...sender, ...user }, { context: contextOf(visit) });
    track(story, visit.at + 1_000, 'product-trial', 'Trial Started', { plan: 'Meridian 30 days' }, user);
    const reports = between(story.chance, 0, 6);
    let at = visit.at;
    for (let report = 1; report <= reports; report++) {
      at += between(story.chance, 2, 90) * 600_000;
      track(story, at, 'product-trial', 'Report Created', { reports: report }, user);
    }
    visit.at += 60_000;
  },
  seminar(visit) {
    const { story } = visit;
    const seminar = pick(story.chance, seminars);
    fillIn(visit, formPages.seminar, 'profile', 'Seminar Registered', { seminar });
    if (!does(story, 0.65)) return;
    const begins = findWorkingDay(visit.at + between(story.chance, 1, 12) * day) + 9.5 * hour;
    const minutes = between(story.chance, 15, 45);
    introduce(story, begins, 'seminars');
    track(story, begins + 0.75 * hour, 'seminars', 'Seminar Attended', { seminar, minutes }, { userId: story.user_id });
  },
};

/** Goes to a form and sends it off: the browser says who it is, then what was asked for. */
function fillIn(
  visit: Visit,
  on: SitePage,
  depth: Depth,
  event: string,
  properties: Record<string, string | number>,
  request?: Pick<Traits, 'subject' | 'message'>,
): void {
  const { story, sender } = visit;
  openPage(visit, on);
  const context = contextOf(visit);
  identify(story, visit.at, 'web-form', depth, sender, { context, request });
  track(story, visit.at + 200, 'web-form', event, properties, sender, context);
  visit.at += between(story.chance, 10_000, 60_000);
}
