import type { Catalogue } from '../../conditions/catalogue.ts';
import { describeCondition, type LabelOf, type Language } from '../../conditions/describe.ts';
import type { Condition } from '../../conditions/format.ts';
import { withSignals } from '../catalogue.ts';
import { describeGroup, describeLimits, describeRollup, describeTerm, signalName } from '../describe.ts';
import type { Band, Dimension, Group, Model, Signal, Term } from '../format.ts';
import { en } from '../phrases/changes/en.ts';
import type { ChangePhrasebook, NamedList } from '../phrases/changes/phrasebook.ts';
import { ro } from '../phrases/changes/ro.ts';
import { ru } from '../phrases/changes/ru.ts';
import { zh } from '../phrases/changes/zh.ts';
import { isRecord, type KeyPath } from './parts.ts';

const PHRASEBOOKS: Readonly<Record<Language, ChangePhrasebook>> = { en, ru, zh, ro };

/** How this language says what changed. */
export function changePhrasesOf(language: Language): ChangePhrasebook {
  return PHRASEBOOKS[language];
}

/** What a part is said with: the model it stands in. */
export type Saying = { model: Model; catalogue: Catalogue; language: Language; labelOf?: LabelOf };

/** What stands at a key path of a model; undefined when nothing does. */
export function partAt(path: KeyPath, model: Model): unknown {
  let value: unknown = model;
  for (const key of path) {
    if (Array.isArray(value)) value = value.find((item) => isRecord(item) && item.key === key);
    else value = isRecord(value) ? value[key] : undefined;
  }
  return value;
}

/** What people call a part: its name, of a term without one its signal or condition, at last the key. */
export function nameOfPart(list: string, key: string, part: unknown, saying: Saying): string {
  if (!isRecord(part)) return key;
  if (typeof part.name === 'string') return part.name;
  if (list !== 'terms') return key;
  const term = part as Term;
  return term.kind === 'field' ? sayCondition(term.when, saying) : signalName(saying.model, term.signal);
}

/** A term in full: under its name where it has one. */
export function sayTerm(path: KeyPath, { model, catalogue, language, labelOf }: Saying): string {
  const term = partAt(path, model) as Term;
  const sentence = describeTerm(model, term, catalogue, language, labelOf);
  return term.name === undefined ? sentence : `${term.name} (${sentence})`;
}

/** A part that is no term, and what is said of it without the parts inside it. */
export function sayPart(list: string, path: KeyPath, saying: Saying): string[] {
  const { language, model } = saying;
  const phrases = PHRASEBOOKS[language];
  const part = partAt(path, model);
  const name = nameOfPart(list, path.at(-1) ?? '', part, saying);
  switch (list) {
    case 'dimensions': {
      const { weight = 1, ...dimension } = part as Dimension;
      const said = weight === 1 ? [] : [`${phrases.label.weight} ${weight}`];
      return [phrases.part.dimensions(name), ...said, ...describeLimits(dimension, language)];
    }
    case 'groups':
      return [phrases.part.groups(name), describeGroup(part as Group, language)];
    case 'bands': {
      const { from, margin } = part as Band;
      const said = Object.entries({ from, margin }).filter(([, value]) => value);
      return [
        phrases.part.bands(name),
        ...said.map(([property, value]) => `${phrases.label[property as 'from']} ${value}`),
      ];
    }
    case 'profiles':
    case 'signals':
      return [phrases.part[list](name), sayCondition((part as Signal).when, saying)];
    case 'company': {
      const said = model.company ? [describeRollup(model, saying.catalogue, language, saying.labelOf)] : [];
      return [phrases.part.company(''), ...said];
    }
    default:
      return [list in phrases.part ? phrases.part[list as NamedList](name) : `${list} ${phrases.quote(name)}`];
  }
}

/** A condition of a term or signal as a sentence. */
export function sayCondition(when: Condition, saying: Saying): string {
  const { model, catalogue, language, labelOf } = saying;
  return describeCondition(when, withSignals(model, catalogue), language, labelOf);
}
