import { counted } from '../phrasebook.ts';
import { type ChangePhrasebook, plusMinus } from './phrasebook.ts';

const quote = (name: string) => `«${name}»`;
const forms = { one: 'балл', few: 'балла', many: 'баллов', other: 'балла' };

/** Russian. */
export const ru: ChangePhrasebook = {
  quote,
  part: {
    dimensions: (name) => `измерение ${quote(name)}`,
    groups: (name) => `группа ${quote(name)}`,
    bands: (name) => `уровень ${quote(name)}`,
    signals: (name) => `сигнал ${quote(name)}`,
    profiles: (name) => `профиль ${quote(name)}`,
    grid: () => 'матрица',
    company: () => 'оценка компании',
  },
  model: 'модель',
  added: 'Добавлено',
  removed: 'Удалено',
  addedTo: (group) => `Добавлено в ${quote(group)}`,
  removedFrom: (group) => `Удалено из ${quote(group)}`,
  moved: (from, to) => `перемещено из ${quote(from)} в ${quote(to)}`,
  movedPlace: (from, to) => `перемещено с места ${from} на место ${to}`,
  points: (number) => counted('ru-RU', number, forms).replace('-', '−'),
  label: {
    name: 'название',
    floor: 'нижний предел',
    ceiling: 'верхний предел',
    weight: 'вес',
    from: 'от',
    margin: 'запас',
    signal: 'сигнал',
    when: 'условие',
    applies_to: 'для кого',
    dimension: 'измерение',
    decision_maker: 'кто принимает решение',
    engaged: 'вовлечён',
    engaged_from: 'вовлечён от',
    engaged_dimension: 'вовлечённость по',
    fit_cuts: 'границы соответствия',
    engagement_cuts: 'границы вовлечённости',
    format: 'формат',
  },
  none: 'нет',
  aboveLowest: 'выше самого низкого уровня',
  noDecay: 'без затухания',
  uncapped: 'засчитывается каждый раз',
  on: 'включено',
  values: (added, removed) => plusMinus('значения', added, removed, [', ', '; ']),
  written: 'условие записано иначе, но читается так же',
};
