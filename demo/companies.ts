import { between, type Chance, createChance, happens, pickWeighted, weighted } from './chance.ts';
import { companyName, type Industry } from './company-names.ts';
import { drawCity, drawMarket, type Market } from './markets.ts';

/** An organisation whose people visit. `people` is how many of them ever turn up, `employees` how many it has. */
export type DemoCompany = {
  index: number;
  name: string;
  domain: string;
  industry: Industry;
  employees: number;
  market: Market;
  city: string;
  people: number;
  /** How its mail addresses are made: the same for all of its people. */
  email_pattern: EmailPattern;
};

const emailPatterns = weighted([
  ['first.last', 50],
  ['flast', 18],
  ['first_last', 8],
  ['last.first', 14],
  ['firstl', 10],
] as const);
export type EmailPattern = (typeof emailPatterns.values)[number];

/** Bounds of the number of employees, how common that size is, and the chance that yet another colleague turns up. */
const sizes = weighted([
  [{ low: 1, high: 9, another: 0.2 }, 18],
  [{ low: 10, high: 49, another: 0.42 }, 32],
  [{ low: 50, high: 249, another: 0.62 }, 28],
  [{ low: 250, high: 999, another: 0.74 }, 14],
  [{ low: 1000, high: 20000, another: 0.84 }, 8],
] as const);

/** At most this many people of one company turn up, so that its addresses fit in memory. */
const mostPeople = 60;
const companyStream = 1;

/** The company with this index: a function of seed and index alone, so that no list of companies is ever held. */
export function companyAt(seed: number, index: number): DemoCompany {
  const chance = createChance(seed, companyStream, index);
  const market = drawMarket(chance);
  const { name, domain, industry } = companyName(index, market.language);
  const size = pickWeighted(chance, sizes);
  return {
    index,
    name,
    domain,
    industry,
    employees: industry === 'Higher education' ? between(chance, 200, 4000) : between(chance, size.low, size.high),
    market,
    city: drawCity(chance, market),
    people: drawPeople(chance, industry === 'Higher education' ? 0.7 : size.another),
    email_pattern: pickWeighted(chance, emailPatterns),
  };
}

function drawPeople(chance: Chance, another: number): number {
  let people = 1;
  while (people < mostPeople && happens(chance, another)) people++;
  return people;
}
