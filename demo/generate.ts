import { day } from './calendar.ts';
import { createChance, mix } from './chance.ts';
import { companyAt, type DemoCompany } from './companies.ts';
import { tellStory } from './journey.ts';
import type { Language } from './names.ts';
import { type DemoOutcome, drawOutcome } from './outcome.ts';
import { drawVisitor } from './person.ts';
import { phoneAt } from './phones.ts';
import { openStory } from './story.ts';
import type { Level } from './titles.ts';
import type { DemoTouch } from './touches.ts';
import { orderProbability, type TruthKey } from './truth.ts';

/**
 * What to generate. `people` counts everybody who ever turns up, those who stay anonymous too; a smaller run is the beginning of a
 * larger one. `until` is the instant (epoch ms) at which the year ends. The same three give the same bytes.
 */
export type DemoOptions = { people: number; until: number; seed?: number };

/** Somebody who turned up: the truth about them beside the touches that show some of it. */
export type DemoPerson = {
  index: number;
  company: DemoCompany;
  /** Undefined for those who never said who they are. */
  identified_at: number | undefined;
  email: string;
  phone: string | undefined;
  first_name: string;
  last_name: string;
  language: Language;
  title: string;
  level: Level;
  /** Terms of the truth that hold by what the touches show. */
  holding: ReadonlySet<TruthKey>;
  /** Probability (0–1) that this person orders, under the truth; 0 for those who stay anonymous. */
  order_probability: number;
  outcome: DemoOutcome;
  /** In order of time. */
  touches: DemoTouch[];
};

const defaultSeed = 20_260_117;
const personStream = 2;
const yearInDays = 365;

/**
 * Everybody, one at a time, company by company. Memory stays the same however many there are: nothing is kept from one
 * company to the next but a counter of phone numbers per country.
 */
export function* generatePeople({ people, until, seed = defaultSeed }: DemoOptions): Generator<DemoPerson, void, void> {
  const run = (mix(seed ^ mix(until) ^ mix(until / 0x1_0000_0000)) >>> 0).toString(36);
  const phones = new Map<string, number>();
  let index = 0;
  for (let companyIndex = 0; index < people; companyIndex++) {
    const company = companyAt(seed, companyIndex);
    const taken = new Set<string>();
    for (let colleague = 0; colleague < company.people && index < people; colleague++, index++) {
      const chance = createChance(seed, personStream, companyIndex, colleague);
      const visitor = drawVisitor(chance, company, taken, nextPhone(phones, company.market.country));
      const ids = { message: `${run}-${index.toString(36)}`, user: `tv-${run}-${index.toString(36)}` };
      const story = openStory(chance, visitor, ids, until);
      tellStory(story, until - drawAge(chance()) * day);
      const outcome = drawOutcome(story, until);
      yield {
        index,
        company,
        identified_at: story.identified_at,
        email: visitor.email,
        phone: visitor.phone,
        first_name: visitor.name.first,
        last_name: visitor.name.last,
        language: company.market.language,
        title: visitor.title,
        level: visitor.level,
        holding: story.holding,
        order_probability: story.identified_at === undefined ? 0 : orderProbability(story.holding),
        outcome,
        touches: story.notebook.read(),
      };
    }
  }
}

/** All touches in chunks of about `chunkSize` (a person's touches stay together, in order of time). */
export function* generateTouches(options: DemoOptions, chunkSize = 1000): Generator<DemoTouch[], void, void> {
  let chunk: DemoTouch[] = [];
  for (const person of generatePeople(options)) {
    for (const touch of person.touches) chunk.push(touch);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** The companies that these people come from, without telling any story. */
export function* generateCompanies({
  people,
  seed = defaultSeed,
}: Pick<DemoOptions, 'people' | 'seed'>): Generator<DemoCompany, void, void> {
  let seen = 0;
  for (let index = 0; seen < people; index++) {
    const company = companyAt(seed, index);
    seen += company.people;
    yield company;
  }
}

/** How it ended with everybody who said who they are. */
export function* generateOutcomes(
  options: DemoOptions,
): Generator<{ email: string; outcome: DemoOutcome }, void, void> {
  for (const { email, identified_at, outcome } of generatePeople(options))
    if (identified_at !== undefined) yield { email, outcome };
}

/** Days before the end at which a story begins, from a uniform number: a little business growth over the year. */
function drawAge(uniform: number): number {
  return yearInDays * uniform ** 1.15;
}

function nextPhone(phones: Map<string, number>, country: string): string | undefined {
  const index = phones.get(country) ?? 0;
  phones.set(country, index + 1);
  return phoneAt(country, index);
}
