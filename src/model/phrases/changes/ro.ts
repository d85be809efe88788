import { counted } from '../phrasebook.ts';
import { type ChangePhrasebook, plusMinus } from './phrasebook.ts';

const quote = (name: string) => `„${name}”`;
const forms = { one: 'punct', few: 'puncte', other: 'de puncte' };

/** Romanian. */
export const ro: ChangePhrasebook = {
  quote,
  part: {
    dimensions: (name) => `dimensiunea ${quote(name)}`,
    groups: (name) => `grupul ${quote(name)}`,
    bands: (name) => `nivelul ${quote(name)}`,
    signals: (name) => `semnalul ${quote(name)}`,
    profiles: (name) => `profilul ${quote(name)}`,
    grid: () => 'matricea',
    company: () => 'scorul companiei',
  },
  model: 'modelul',
  added: 'Adăugat',
  removed: 'Șters',
  addedTo: (group) => `Adăugat în ${quote(group)}`,
  removedFrom: (group) => `Șters din ${quote(group)}`,
  moved: (from, to) => `mutat din ${quote(from)} în ${quote(to)}`,
  movedPlace: (from, to) => `mutat de pe locul ${from} pe locul ${to}`,
  points: (number) => counted('ro-RO', number, forms).replace('-', '−'),
  label: {
    name: 'nume',
    floor: 'limita de jos',
    ceiling: 'limita de sus',
    weight: 'pondere',
    from: 'de la',
    margin: 'marjă',
    signal: 'semnal',
    when: 'condiție',
    applies_to: 'pentru',
    dimension: 'dimensiune',
    decision_maker: 'cine decide',
    engaged: 'implicat',
    engaged_from: 'implicat de la',
    engaged_dimension: 'implicat după',
    fit_cuts: 'pragurile de potrivire',
    engagement_cuts: 'pragurile de implicare',
    format: 'format',
  },
  none: 'fără',
  aboveLowest: 'deasupra celui mai jos nivel',
  noDecay: 'fără diminuare',
  uncapped: 'se socotește de fiecare dată',
  on: 'activat',
  values: (added, removed) => plusMinus('valori', added, removed, [', ', '; ']),
  written: 'condiția este scrisă altfel, dar se citește la fel',
};
