import { counted } from '../phrasebook.ts';
import { type ChangePhrasebook, plusMinus } from './phrasebook.ts';

const quote = (name: string) => `“${name}”`;

/** English. */
export const en: ChangePhrasebook = {
  quote,
  part: {
    dimensions: (name) => `dimension ${quote(name)}`,
    groups: (name) => `group ${quote(name)}`,
    bands: (name) => `band ${quote(name)}`,
    signals: (name) => `signal ${quote(name)}`,
    profiles: (name) => `profile ${quote(name)}`,
    grid: () => 'grid',
    company: () => 'company score',
  },
  model: 'model',
  added: 'Added',
  removed: 'Removed',
  addedTo: (group) => `Added to ${quote(group)}`,
  removedFrom: (group) => `Removed from ${quote(group)}`,
  moved: (from, to) => `moved from ${quote(from)} to ${quote(to)}`,
  movedPlace: (from, to) => `moved from place ${from} to place ${to}`,
  points: (number) => counted('en-GB', number, { one: 'point', other: 'points' }).replace('-', '−'),
  label: {
    name: 'name',
    floor: 'lower limit',
    ceiling: 'upper limit',
    weight: 'weight',
    from: 'from',
    margin: 'margin',
    signal: 'signal',
    when: 'condition',
    applies_to: 'for',
    dimension: 'dimension',
    decision_maker: 'decision makers',
    engaged: 'engaged',
    engaged_from: 'engaged from',
    engaged_dimension: 'engaged by',
    fit_cuts: 'cut-offs of fit',
    engagement_cuts: 'cut-offs of engagement',
    format: 'format',
  },
  none: 'none',
  aboveLowest: 'above the lowest band',
  noDecay: 'no decay',
  uncapped: 'counted every time',
  on: 'switched on',
  values: (added, removed) => plusMinus('values', added, removed, [', ', '; ']),
  written: 'condition written otherwise, reads the same',
};
