import type { Catalogue } from '../conditions/catalogue.ts';
import { describeCondition, type LabelOf, type Language } from '../conditions/describe.ts';
import type { Condition } from '../conditions/format.ts';
import { signalOf, withSignals } from './catalogue.ts';
import {
  type AtMost,
  type CountTerm,
  type Decay,
  type Group,
  type Model,
  type SignalTerm,
  type Term,
  USUAL_ROLLUP,
} from './format.ts';
import { en } from './phrases/en.ts';
import type { Bound, Phrasebook } from './phrases/phrasebook.ts';
import { ro } from './phrases/ro.ts';
import { ru } from './phrases/ru.ts';
import { zh } from './phrases/zh.ts';

const PHRASEBOOKS: Readonly<Record<Language, Phrasebook>> = { en, ru, zh, ro };

/**
 * A term as a sentence without a full stop: "Job title contains head, chief or director: +10", "Pricing page viewed: +5 each,
 * half-life 30 days, at most 1 per day". `catalogue` has the fields of people.
 */
export function describeTerm(
  model: Model,
  term: Term,
  catalogue: Catalogue,
  language: Language,
  labelOf?: LabelOf,
): string {
  const phrases = PHRASEBOOKS[language];
  const points = signed(term.points, phrases.locale);
  const rest = [...sayLimits(term, phrases), ...(term.off ? [phrases.off] : [])];
  if (term.kind === 'field') {
    const condition = describeWhen(model, term.when, catalogue, language, labelOf);
    return phrases.gives(condition, [points, ...rest]);
  }
  const signal = signalName(model, term.signal);
  if (term.kind === 'count') return phrases.gives(sayCount(term, signal, phrases), [points, ...rest]);
  return phrases.gives(signal, [...saySignal(term, points, phrases), ...rest]);
}

/** A condition of the model on people as a sentence, which may ask about its signals and profiles. */
export function describeWhen(
  model: Model,
  when: Condition,
  catalogue: Catalogue,
  language: Language,
  labelOf?: LabelOf,
): string {
  return describeCondition(when, withSignals(model, catalogue), language, (field, value) => {
    const asked = signalOf(model, field);
    if (!asked || asked.aspect === 'count') return labelOf?.(field, value);
    return PHRASEBOOKS[language].occurrence(model.signals[asked.key]?.name ?? asked.key, asked.aspect);
  });
}

/** What a group makes of its terms, and its limits: "the first that holds, never above +10". */
export function describeGroup(group: Group, language: Language): string {
  const phrases = PHRASEBOOKS[language];
  return [phrases.takes[group.take], ...sayLimits(group, phrases)].join(language === 'zh' ? '，' : ', ');
}

/** How companies stand by their people under the model: "its best person; engaged from 15 in “Engagement”; decision makers: …". */
export function describeRollup(model: Model, catalogue: Catalogue, language: Language, labelOf?: LabelOf): string {
  const phrases = PHRASEBOOKS[language];
  const { take, engaged, decision_maker } = model.company ?? USUAL_ROLLUP;
  const dimension = model.dimensions.find(({ key }) => key === engaged?.dimension);
  return [
    phrases.rollups[take],
    engaged
      ? phrases.engaged(plain(engaged.from, phrases.locale), dimension?.name ?? engaged.dimension)
      : phrases.engagedAboveLowest,
    decision_maker
      ? phrases.decides(describeWhen(model, decision_maker, catalogue, language, labelOf))
      : phrases.nobodyDecides,
  ].join(language === 'zh' ? '；' : '; ');
}

/** How often a count term wants its signal: "Pricing page viewed 3 times or more in 7 days". */
export function describeCount(model: Model, term: CountTerm, language: Language): string {
  return sayCount(term, signalName(model, term.signal), PHRASEBOOKS[language]);
}

/** How many of a signal's touches count; undefined for all of them. */
export function describeAtMost(atMost: AtMost | undefined, language: Language): string | undefined {
  const { once, atMost: most } = PHRASEBOOKS[language];
  return atMost && (isOnce(atMost) ? once : most(atMost.n, atMost.per));
}

/** What a term, group or dimension never gives less or more than; empty without limits. */
export function describeLimits(limits: { floor?: number; ceiling?: number }, language: Language): string[] {
  return sayLimits(limits, PHRASEBOOKS[language]);
}

/** How this language says the parts of a term. */
export function phrasesOf(language: Language): Phrasebook {
  return PHRASEBOOKS[language];
}

/** What a signal of the model is called. */
export function signalName(model: Model, key: string): string {
  return model.signals[key]?.name ?? key;
}

/** What is left of a touch's points as it ages; empty for no decay. */
export function describeDecay(decay: Decay, language: Language): string {
  return sayDecay(decay, PHRASEBOOKS[language]).join(language === 'zh' ? '，' : ', ');
}

function saySignal({ decay, at_most }: SignalTerm, points: string, phrases: Phrasebook): string[] {
  const once = at_most !== undefined && isOnce(at_most);
  const cap = !at_most ? [] : [once ? phrases.once : phrases.atMost(at_most.n, at_most.per)];
  return [once ? points : phrases.each(points), ...sayDecay(decay, phrases), ...cap];
}

function isOnce({ n, per }: AtMost): boolean {
  return n === 1 && per === 'ever';
}

function sayDecay(decay: Decay, phrases: Phrasebook): string[] {
  switch (decay.curve) {
    case 'none':
      return [];
    case 'half_life':
      return [phrases.halfLife(decay.days)];
    case 'linear':
      return [phrases.linear(decay.days)];
    case 'cliff':
      return [phrases.cliff(decay.days)];
    case 'steps': {
      const percent = new Intl.NumberFormat(phrases.locale, { style: 'percent', maximumFractionDigits: 1 });
      return [...decay.steps.map(([days, share]) => phrases.step(percent.format(share), days)), phrases.stepsEnd];
    }
  }
}

function sayCount({ comparison, count, window_days }: CountTerm, signal: string, phrases: Phrasebook): string {
  const [bound, number] = boundOf(comparison, count);
  return phrases.count(signal, bound, number, window_days);
}

function boundOf(comparison: CountTerm['comparison'], count: number): [Bound, number] {
  switch (comparison) {
    case '>=':
      return ['at least', count];
    case '>':
      return ['at least', count + 1];
    case '=':
      return count === 0 ? ['never', 0] : ['exactly', count];
    case '!=':
      return count === 0 ? ['at least', 1] : ['other than', count];
    case '<=':
      return count === 0 ? ['never', 0] : ['at most', count];
    case '<':
      return count <= 1 ? ['never', 0] : ['at most', count - 1];
  }
}

function sayLimits({ floor, ceiling }: { floor?: number; ceiling?: number }, phrases: Phrasebook): string[] {
  return [
    ...(floor === undefined ? [] : [phrases.floor(signed(floor, phrases.locale))]),
    ...(ceiling === undefined ? [] : [phrases.ceiling(signed(ceiling, phrases.locale))]),
  ];
}

function plain(points: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(points).replace('-', '−');
}

function signed(points: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 3 });
  return format.format(points).replace('-', '−');
}
