import { phrasesOf } from '../describe.ts';
import type { Model } from '../format.ts';
import type { NamedList } from '../phrases/changes/phrasebook.ts';
import type { ChangeReading } from './change-reading.ts';
import type { ModelChange } from './diff-models.ts';
import type { KeyPath } from './parts.ts';
import { changePhrasesOf, nameOfPart, partAt, type Saying, sayPart, sayTerm } from './say-part.ts';
import { sayProperties } from './say-properties.ts';

/** What happened to one part of a model, in words; `path` is its key path. */
export type ChangeLine = { kind: 'added' | 'removed' | 'changed'; path: KeyPath; text: string };

type Changed = Extract<ModelChange, { kind: 'changed' | 'moved' }>;

/**
 * What `diffModels` found between these two models as sentences without a full stop, one for each part: "Pricing page viewed: 5 → 8
 * points, half-life 30 → 14 days". In the order of the changes.
 */
export function describeChanges(changes: readonly ModelChange[], reading: ChangeReading): ChangeLine[] {
  const lines: ChangeLine[] = [];
  const ofParts = Map.groupBy(changes, (change) => `${change.kind} ${subjectOf(change).path.join('.')}`);
  const told = new Set<string>();
  for (const change of changes) {
    const subject = subjectOf(change);
    if (change.kind === 'added' || change.kind === 'removed') {
      lines.push({ kind: change.kind, path: change.path, text: sayWhole(change.kind, change, reading) });
      continue;
    }
    const name = subject.path.join('.');
    if (told.has(name)) continue;
    told.add(name);
    const own = [...(ofParts.get(`moved ${name}`) ?? []), ...(ofParts.get(`changed ${name}`) ?? [])] as Changed[];
    lines.push(sayChanged(subject, own, reading));
  }
  return lines;
}

type Subject = { list: string; key: string; path: KeyPath };

/** What of the model's own properties is told by itself. */
const SECTIONS: readonly string[] = ['grid', 'company'];

/** What a line is about: a part, or a section of the model's own properties. */
function subjectOf(change: ModelChange): Subject {
  if (change.kind !== 'changed') return change;
  const { list, key, path, property } = change;
  const [section = ''] = property;
  if (list === '' && SECTIONS.includes(section)) return { list: section, key: '', path: [section] };
  return { list, key, path: path.slice(0, path.length - property.length) };
}

function sayChanged(subject: Subject, changes: readonly Changed[], reading: ChangeReading): ChangeLine {
  const phrases = changePhrasesOf(reading.language);
  const [only] = changes;
  if (SECTIONS.includes(subject.list) && only?.kind === 'changed' && only.property.length === 1) {
    const kind = only.before === undefined ? 'added' : 'removed';
    const part = sayPart(subject.list, subject.path, { ...reading, model: reading.after });
    return { kind, path: subject.path, text: say(reading, phrases[kind], part) };
  }
  const saying: Saying = { ...reading, model: reading.after };
  const parts = changes.flatMap((change) => (change.kind === 'moved' ? [sayMove(change, reading)] : []));
  const properties = changes.flatMap((change) => (change.kind === 'changed' ? [change] : []));
  const text = say(reading, titleOf(subject, saying), [...parts, ...sayProperties(properties, reading)]);
  return { kind: 'changed', path: subject.path, text };
}

function sayMove({ from, to }: Extract<ModelChange, { kind: 'moved' }>, reading: ChangeReading): string {
  const phrases = changePhrasesOf(reading.language);
  const [old, fresh] = [from.under.at(-1), to.under.at(-1)];
  if (old === fresh) return phrases.movedPlace(from.place + 1, to.place + 1);
  return phrases.moved(parentName(from.under, reading, reading.before), parentName(to.under, reading, reading.after));
}

function sayWhole(kind: 'added' | 'removed', { list, path }: ModelChange, reading: ChangeReading): string {
  const phrases = changePhrasesOf(reading.language);
  const model = kind === 'added' ? reading.after : reading.before;
  const saying: Saying = { ...reading, model };
  if (list === 'terms') {
    const group = parentName(path.slice(0, -2), reading, model);
    return say(reading, kind === 'added' ? phrases.addedTo(group) : phrases.removedFrom(group), [
      sayTerm(path, saying),
    ]);
  }
  return say(reading, phrases[kind], sayPart(list, path, saying));
}

function titleOf({ list, key, path }: Subject, saying: Saying): string {
  const phrases = changePhrasesOf(saying.language);
  const name = nameOfPart(list, key, partAt(path, saying.model), saying);
  const title = list === '' ? phrases.model : list in phrases.part ? phrases.part[list as NamedList](name) : name;
  const { locale } = phrasesOf(saying.language);
  return list === 'terms' ? title : title.slice(0, 1).toLocaleUpperCase(locale) + title.slice(1);
}

function parentName(path: KeyPath, reading: ChangeReading, model: Model): string {
  return nameOfPart(path.at(-2) ?? '', path.at(-1) ?? '', partAt(path, model), { ...reading, model });
}

function say({ language }: ChangeReading, what: string, parts: readonly string[]): string {
  return phrasesOf(language).gives(what, parts);
}
