import { ALWAYS, type Condition, isGroup } from '../../conditions/format.ts';
import { describeAtMost, describeCount, describeDecay, phrasesOf, signalName } from '../describe.ts';
import type { AtMost, CountTerm, Decay, Model, Term } from '../format.ts';
import type { Labelled } from '../phrases/changes/phrasebook.ts';
import { canonicalText } from './canonical.ts';
import type { ChangeReading } from './change-reading.ts';
import type { ModelChange } from './diff-models.ts';
import { mergeTexts } from './merge-texts.ts';
import { isRecord } from './parts.ts';
import { changePhrasesOf, partAt, sayCondition, sayTerm } from './say-part.ts';

type PropertyChange = Extract<ModelChange, { kind: 'changed' }>;

/** What together makes "3 times or more in 7 days", and is said together. */
const COUNTING = new Set(['comparison', 'count', 'window_days']);

/** The changed properties of one part in words: "5 → 8 points", "half-life 30 → 14 days". */
export function sayProperties(changes: readonly PropertyChange[], reading: ChangeReading): string[] {
  const counting = changes.find((change) => COUNTING.has(change.property[0] ?? ''));
  return changes.flatMap((change) => {
    if (!COUNTING.has(change.property[0] ?? '')) return [sayProperty(change, reading)];
    return change === counting ? [sayCounting(change, reading)] : [];
  });
}

function sayProperty({ list, path, property, before, after }: PropertyChange, reading: ChangeReading): string {
  const { language } = reading;
  const phrases = changePhrasesOf(language);
  if (property.length === 0) return sayReplaced(list, path, before, after, reading);
  switch (property.at(-1)) {
    case 'points':
      return mergeTexts(phrases.points(before as number), phrases.points(after as number));
    case 'off':
      return after === true ? phrasesOf(language).off : phrases.on;
    case 'decay': {
      const [old, fresh] = [before, after].map((decay) => describeDecay(decay as Decay, language) || phrases.noDecay);
      return mergeTexts(old as string, fresh as string);
    }
    case 'at_most': {
      const [old, fresh] = [before, after].map((most) => describeAtMost(most as AtMost, language) ?? phrases.uncapped);
      return mergeTexts(old as string, fresh as string);
    }
    case 'take': {
      const { rollups, takes: ofGroups } = phrasesOf(language);
      const takes: Readonly<Record<string, string>> = property.length > 1 ? rollups : ofGroups;
      return [before, after].map((take) => takes[String(take)] ?? sayValue(take, reading)).join(' → ');
    }
    case 'when':
      return sayConditions('when', before as Condition, after as Condition, reading);
    case 'applies_to':
      return sayConditions('applies_to', (before ?? ALWAYS) as Condition, (after ?? ALWAYS) as Condition, reading);
    case 'decision_maker':
      if (before === undefined || after === undefined) return sayPresence(before, after, reading);
      return sayConditions('decision_maker', before as Condition, after as Condition, reading);
    case 'engaged':
      return label('engaged', [sayEngaged(reading.before, reading), sayEngaged(reading.after, reading)], reading);
    case 'dimension':
      return label(
        property.includes('engaged') ? 'engaged_dimension' : 'dimension',
        [dimensionName(reading.before, before), dimensionName(reading.after, after)].map(phrases.quote),
        reading,
      );
    case 'signal':
      return label(
        'signal',
        [signalName(reading.before, String(before)), signalName(reading.after, String(after))].map(phrases.quote),
        reading,
      );
    case 'cuts':
      return label(
        property.includes('fit') ? 'fit_cuts' : 'engagement_cuts',
        [before, after].map((cuts) => (cuts as number[]).map((cut) => sayValue(cut, reading)).join(' / ')),
        reading,
      );
    default: {
      const name = property.slice(property.includes('engaged') ? -2 : -1).join('_');
      return label(
        name,
        [before, after].map((value) => sayValue(value, reading)),
        reading,
      );
    }
  }
}

/** A property this page does not know by name is called as the format calls it, so that nothing is left unsaid. */
function label(name: string, [before, after]: readonly string[], { language }: ChangeReading): string {
  const labels = changePhrasesOf(language).label;
  return `${name in labels ? labels[name as Labelled] : name} ${before} → ${after}`;
}

function sayValue(value: unknown, { language }: Pick<ChangeReading, 'language'>): string {
  const { none, quote } = changePhrasesOf(language);
  if (value === undefined) return none;
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'number') return canonicalText(value);
  return new Intl.NumberFormat(phrasesOf(language).locale, { maximumFractionDigits: 3 })
    .format(value)
    .replace('-', '−');
}

/** A condition that one of the models does not have at all. */
function sayPresence(before: unknown, after: unknown, reading: ChangeReading): string {
  const { none, quote } = changePhrasesOf(reading.language);
  const say = (when: unknown, model: ChangeReading['after']) =>
    when === undefined ? none : quote(sayCondition(when as Condition, { ...reading, model }));
  return label('decision_maker', [say(before, reading.before), say(after, reading.after)], reading);
}

function sayEngaged(model: Model, { language }: ChangeReading): string {
  const { dimension, from } = model.company?.engaged ?? {};
  if (dimension === undefined) return changePhrasesOf(language).aboveLowest;
  const { quote, label } = changePhrasesOf(language);
  return `${label.from} ${sayValue(from, { language })} ${quote(dimensionName(model, dimension))}`;
}

function dimensionName({ dimensions }: Model, key: unknown): string {
  return dimensions.find((dimension) => dimension.key === key)?.name ?? String(key);
}

function sayCounting({ path, property }: PropertyChange, reading: ChangeReading): string {
  const term = path.slice(0, path.length - property.length);
  const fresh = partAt(term, reading.after) as CountTerm;
  const old = findTerm(reading.before, fresh.key) as CountTerm;
  return mergeTexts(
    describeCount(reading.before, { ...old, signal: fresh.signal }, reading.language),
    describeCount(reading.after, fresh, reading.language),
  );
}

function sayReplaced(
  list: string,
  path: readonly string[],
  before: unknown,
  after: unknown,
  reading: ChangeReading,
): string {
  if (list !== 'terms') return `${canonicalText(before)} → ${canonicalText(after)}`;
  const key = path.at(-1) as string;
  const old = findTermPath(reading.before, key) ?? path;
  return `${sayTerm(old, { ...reading, model: reading.before })} → ${sayTerm(path, { ...reading, model: reading.after })}`;
}

/** Long lists are shortened when read; where that hides the change, the values that came and went are named. */
function sayConditions(
  name: 'when' | 'applies_to' | 'decision_maker',
  before: Condition,
  after: Condition,
  reading: ChangeReading,
): string {
  const phrases = changePhrasesOf(reading.language);
  const old = sayCondition(before, { ...reading, model: reading.before });
  const fresh = sayCondition(after, { ...reading, model: reading.after });
  if (old !== fresh) return label(name, [old, fresh].map(phrases.quote), reading);
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const [added, removed] = [is.filter((each) => !was.includes(each)), was.filter((each) => !is.includes(each))];
  return added.length + removed.length > 0 ? phrases.values(added, removed) : phrases.written;
}

function valuesOf({ rules }: Condition): string[] {
  return rules.flatMap((node) => {
    if (isGroup(node)) return valuesOf(node);
    return [node.value].flat().map((value) => (isRecord(value) ? canonicalText(value) : String(value)));
  });
}

function findTermPath({ dimensions }: ChangeReading['before'], key: string): string[] | undefined {
  for (const dimension of dimensions)
    for (const group of dimension.groups)
      if (group.terms.some((term) => term.key === key))
        return ['dimensions', dimension.key, 'groups', group.key, 'terms', key];
  return undefined;
}

function findTerm(model: ChangeReading['before'], key: string): Term | undefined {
  const path = findTermPath(model, key);
  return path && (partAt(path, model) as Term);
}
