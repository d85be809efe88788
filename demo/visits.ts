import { between, type Chance, happens, pick, pickWeighted, probability, type Weighted, weighted } from './chance.ts';
import type { Visitor } from './person.ts';
import { type Campaign, landing, pages, type SitePage, type Topic } from './site.ts';
import { type Sender, type Story, tell } from './story.ts';
import type { TouchContext } from './touches.ts';

/** Somebody on the site: the browser, how they came, and the page they are on. */
export type Visit = {
  story: Story;
  sender: Sender;
  campaign: Campaign | undefined;
  at: number;
  here: SitePage | undefined;
  referrer: string;
};

/** What those look at who only look, who mean to buy, and who study. */
const readers: Record<'casual' | 'serious' | 'student', Weighted<Topic>> = {
  casual: weighted<Topic>([
    ['home', 26],
    ['blog', 38],
    ['product', 14],
    ['docs', 6],
    ['cases', 5],
    ['pricing', 4],
    ['company', 5],
    ['careers', 2],
  ]),
  serious: weighted<Topic>([
    ['home', 12],
    ['blog', 12],
    ['product', 30],
    ['docs', 14],
    ['cases', 13],
    ['pricing', 14],
    ['company', 5],
  ]),
  student: weighted<Topic>([
    ['home', 10],
    ['blog', 40],
    ['product', 8],
    ['docs', 20],
    ['cases', 8],
    ['pricing', 2],
    ['careers', 12],
  ]),
};

const mostPages = 9;

/** A visit that begins at `at` (epoch ms). */
export function openVisit(
  story: Story,
  sender: Sender,
  at: number,
  from: { campaign?: Campaign; referrer?: string } = {},
): Visit {
  return { story, sender, campaign: from.campaign, at, here: undefined, referrer: from.referrer ?? '' };
}

/** Where a touch of this visit comes from, as the tracker says it. */
export function contextOf(visit: Visit): TouchContext {
  return { ...(visit.here && { page: visit.here }), ...(visit.campaign && { campaign: visit.campaign }) };
}

/** Looks at pages for as long as the interest lasts. */
export function browse(visit: Visit): void {
  const { chance, visitor } = visit.story;
  const topics = readers[readerKind(chance, visitor)];
  const goesOn = probability(0.1 + 0.35 * visitor.interest);
  for (let seen = 1; ; seen++) {
    openPage(visit, pick(chance, pages[pickWeighted(chance, topics)]));
    if (seen === mostPages || !happens(chance, goesOn)) return;
  }
}

/** Opens one page; the first of a visit carries the campaign's link or the outside referrer. */
export function openPage(visit: Visit, page: SitePage): void {
  const first = visit.here === undefined;
  const opened = first && visit.campaign ? landing(page, visit.campaign) : page;
  visit.here = { ...opened, referrer: visit.here?.url ?? visit.referrer };
  tell(visit.story, visit.at, {
    type: 'page',
    source: 'website',
    ...visit.sender,
    properties: visit.here,
    context: contextOf(visit),
  });
  visit.at += between(visit.story.chance, 8_000, 190_000);
}

function readerKind(chance: Chance, visitor: Visitor): keyof typeof readers {
  if (visitor.level === 'student') return 'student';
  return happens(chance, probability(-0.3 + 1.1 * visitor.interest)) ? 'serious' : 'casual';
}
