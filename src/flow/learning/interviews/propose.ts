import { hash } from 'node:crypto';
import { fold } from '../../../conditions/fold.ts';
import type { Answers, Criterion, ProposedRule, ProposedSign } from './contract.ts';

/** A rule before it is compared with a model. */
export type BareRule = Omit<ProposedRule, 'existing'>;

/** Points of a rule that everybody names and is certain of; `against` where it is spoken against. */
const WORTH = {
  industry: { for: 10, against: 10 },
  title: { for: 10, against: 5 },
  size: { for: 10, against: 0 },
  country: { for: 5, against: 0 },
  signal: { for: 10, against: 0 },
} as const;

type Kind = keyof typeof WORTH;
type Voice = { value: string; sure: number; against: boolean };

/**
 * Rules out of interviews: for every industry, title, country and signal that somebody named, and for the size of company. Points are
 * what the kind is worth times how sure those are who named it (a guess counts a third), less the same for those against, divided by
 * how many answered the question. The ones that most agree on first.
 */
export function proposeRules(interviews: readonly Answers[]): BareRule[] {
  const rules = [
    ...weigh('industry', interviews, ({ industries: said }) => said && voices(said.sure, said.best, said.never)),
    ...weigh('title', interviews, ({ titles: said }) => said && voices(said.sure, said.decide, said.look)),
    ...weigh('country', interviews, ({ countries: said }) => said && voices(said.sure, said.best)),
    ...weigh('signal', interviews, ({ before_buying: said }) => said && voices(said.sure, said.signals)),
    ...sizeRule(interviews),
  ];
  return rules.sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || b.named - a.named);
}

/** The questions that sellers always ask, each with what its answer tells. */
export function proposeSigns(interviews: readonly Answers[]): ProposedSign[] {
  const said = interviews.map((answers) => answers.always_ask?.questions ?? []);
  const of = said.filter((questions) => questions.length > 0).length;
  const groups = Map.groupBy(said.flat(), ({ question }) => fold(question));
  return [...groups]
    .map(([folded, [first, ...more]]) => ({
      key: keyOf('sign', folded),
      sign: [first, ...more].find((each) => each?.tells)?.tells || (first?.question ?? '').slice(0, 200),
      question: first?.question ?? '',
      named: said.filter((questions) => questions.some(({ question }) => fold(question) === folded)).length,
      of,
    }))
    .sort((a, b) => b.named - a.named);
}

/** What makes a lead hopeless, and what must be known of one, in the sellers' words. */
export function listCriteria(interviews: readonly Answers[]): Criterion[] {
  const gather = (kind: Criterion['kind'], of: (answers: Answers) => readonly string[] | undefined) =>
    tally(interviews.map((answers) => of(answers) ?? [])).map((each) => ({ kind, ...each }));
  return [
    ...gather('hopeless', ({ hopeless }) => hopeless?.signs),
    ...gather('known', ({ before_handover }) => before_handover?.known),
  ];
}

/** Usual days from the first contact to the contract; null where nobody said. */
export function summarizeDays(interviews: readonly Answers[]) {
  const days = interviews.flatMap(({ time_to_contract: said }) => said?.days ?? []).sort((a, b) => a - b);
  const [least, most] = [days[0], days.at(-1)];
  return least === undefined || most === undefined ? null : { median: median(days), least, most, of: days.length };
}

function voices(sure: number, pro: readonly string[], contra: readonly string[] = []): Voice[] | undefined {
  const all = [
    ...pro.map((value) => ({ value, sure, against: false })),
    ...contra.map((value) => ({ value, sure, against: true })),
  ];
  return all.length === 0 ? undefined : all;
}

function weigh(
  kind: Kind,
  interviews: readonly Answers[],
  read: (answers: Answers) => Voice[] | undefined,
): BareRule[] {
  const answers = interviews.map(read).filter((said) => said !== undefined);
  // One seller has one voice for each value, however often it was written.
  const all = answers.flatMap((said) =>
    [...Map.groupBy(said, ({ value }) => fold(value)).values()].map(([one]) => one),
  );
  const groups = Map.groupBy(
    all.filter((voice) => voice !== undefined),
    ({ value }) => fold(value),
  );
  return [...groups].map(([folded, said]) => ({
    key: keyOf(kind, folded),
    kind,
    value: said[0]?.value ?? '',
    from: null,
    to: null,
    named: said.filter(({ against }) => !against).length,
    against: said.filter(({ against }) => against).length,
    of: answers.length,
    points: pointsOf(kind, said, answers.length),
  }));
}

/** One rule on the size of company: from the middle of the least sizes to the middle of the greatest that were named. */
function sizeRule(interviews: readonly Answers[]): BareRule[] {
  const said = interviews.flatMap(({ size }) => (size && (size.from !== null || size.to !== null) ? [size] : []));
  if (said.length === 0) return [];
  const middle = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null).sort((a, b) => a - b);
    return known.length === 0 ? null : Math.round(median(known));
  };
  const [from, to] = [middle(said.map((each) => each.from)), middle(said.map((each) => each.to))];
  const voice = said.map(({ sure }) => ({ value: '', sure, against: false }));
  return [
    {
      key: keyOf('size', ''),
      kind: 'size',
      value: '',
      from: from !== null && to !== null ? Math.min(from, to) : from,
      to: from !== null && to !== null ? Math.max(from, to) : to,
      named: said.length,
      against: 0,
      of: said.length,
      points: pointsOf('size', voice, said.length),
    },
  ];
}

/** Whole points, at least one where there is more for it than against it. */
function pointsOf(kind: Kind, said: readonly Voice[], of: number): number {
  const { for: pro, against: contra } = WORTH[kind];
  // Whole numbers up to the end, so that it is the same whoever comes first.
  const weight = said.reduce((sum, { sure, against }) => sum + sure * (against ? -contra : pro), 0);
  return weight === 0 ? 0 : Math.sign(weight) * Math.max(1, Math.round(Math.abs(weight) / (3 * of)));
}

/** Texts that mean the same once, with how many named each; those that most named first. */
function tally(said: readonly (readonly string[])[]): { text: string; named: number; of: number }[] {
  const of = said.filter((texts) => texts.length > 0).length;
  const groups = Map.groupBy(said.flat(), fold);
  return [...groups]
    .map(([folded, [text = '']]) => ({
      text,
      named: said.filter((texts) => texts.some((each) => fold(each) === folded)).length,
      of,
    }))
    .sort((a, b) => b.named - a.named);
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}

/** A key that says where it is from, the same for the same text in any script. */
function keyOf(kind: Kind | 'sign', folded: string): string {
  return folded === '' ? `interview_${kind}` : `interview_${kind}_${hash('sha256', folded, 'hex').slice(0, 10)}`;
}
