import { type Chance, happens, normal, pick, pickWeighted, probability, uuid, weighted } from './chance.ts';
import type { DemoCompany, EmailPattern } from './companies.ts';
import { drawName, type Name } from './names.ts';
import { type Department, drawPosition, drawStudentTitle, type Level } from './titles.ts';
import { adoptionTimes, challenges } from './truth.ts';

/** How a person first comes to the vendor's notice. */
const entries = weighted([
  ['search', 58],
  ['advert', 17],
  ['lead-advert', 6],
  ['fair', 9],
  ['partner', 5],
  ['by-hand', 5],
] as const);
export type Entry = (typeof entries.values)[number];

/** What somebody will do before the story ends, if there is time for it. Interest drives all of it, decoys included. */
export type Plans = Record<'newsletter' | 'document' | 'inquiry' | 'demo' | 'trial' | 'seminar', boolean>;

/** Somebody before their first touch: who they are, how interested, what they mean to do. */
export type Visitor = {
  company: DemoCompany;
  name: Name;
  email: string;
  phone: string | undefined;
  level: Level;
  department: Department;
  title: string;
  challenge: string;
  adoption_time: string;
  /** Standard normal plus what the place in life adds; never shown, and not part of the truth. */
  interest: number;
  entry: Entry;
  plans: Plans;
  /** The browser at work, and the phone that mail is read on. */
  browser: string;
  handset: string;
};

/** Log-odds of each plan at no interest, and what one unit of interest adds. */
const planOdds: [keyof Plans, number, number][] = [
  ['newsletter', -1.1, 0.8],
  ['document', -0.75, 0.9],
  ['inquiry', -2.2, 0.9],
  ['demo', -2.6, 1],
  ['trial', -2.7, 1],
  ['seminar', -1.9, 0.8],
];

const adoption = weighted([
  [adoptionTimes.month, 16],
  [adoptionTimes.halfYear, 36],
  [adoptionTimes.undecided, 48],
]);
const clarity = weighted<readonly string[]>([
  [challenges.clear, 45],
  [challenges.unclear, 55],
]);

/** At a university, this share of those who visit study there. */
const studentShare = 0.75;

/** The next person of a company. `taken` holds the company's addresses so far; `phone` is theirs if they have one to give. */
export function drawVisitor(
  chance: Chance,
  company: DemoCompany,
  taken: Set<string>,
  phone: string | undefined,
): Visitor {
  const { language } = company.market;
  const name = drawName(chance, language);
  const position = drawPosition(chance, language, company.employees);
  const studies = company.industry === 'Higher education' && happens(chance, studentShare);
  const level = studies ? 'student' : position.level;
  const interest =
    normal(chance) + (level === 'executive' ? 0.1 : 0) + (company.industry === 'Manufacturing' ? 0.3 : 0);
  return {
    company,
    name,
    email: drawEmail(company, name, taken),
    phone,
    level,
    department: position.department,
    title: studies ? drawStudentTitle(chance, language) : position.title,
    challenge: pick(chance, pickWeighted(chance, clarity)),
    adoption_time: pickWeighted(chance, adoption),
    interest,
    entry: pickWeighted(chance, entries),
    plans: drawPlans(chance, interest),
    browser: uuid(chance),
    handset: uuid(chance),
  };
}

function drawPlans(chance: Chance, interest: number): Plans {
  const plans = {} as Plans;
  for (const [plan, logOdds, perInterest] of planOdds)
    plans[plan] = happens(chance, probability(logOdds + perInterest * interest));
  return plans;
}

const localParts: Record<EmailPattern, (first: string, last: string) => string> = {
  'first.last': (first, last) => `${first}.${last}`,
  flast: (first, last) => `${first.charAt(0)}${last}`,
  first_last: (first, last) => `${first}_${last}`,
  'last.first': (first, last) => `${last}.${first}`,
  firstl: (first, last) => `${first}${last.charAt(0)}`,
};

/** The company's pattern; a namesake gets a number, as mail administrators do it. */
function drawEmail(company: DemoCompany, name: Name, taken: Set<string>): string {
  const wanted = localParts[company.email_pattern](name.latinFirst, name.latinLast);
  let local = wanted;
  for (let number = 2; taken.has(local); number++) local = `${wanted}${number}`;
  taken.add(local);
  return `${local}@${company.domain}`;
}
