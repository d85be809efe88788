import { counted, type Phrasebook } from './phrasebook.ts';

const locale = 'ru-RU';
const days = (number: number) => counted(locale, number, { one: 'день', few: 'дня', many: 'дней', other: 'дня' });
/** In the genitive: "в течение 30 дней". */
const ofDays = (number: number) => counted(locale, number, { one: 'дня', few: 'дней', many: 'дней', other: 'дня' });
const times = (number: number) => counted(locale, number, { one: 'раз', few: 'раза', many: 'раз', other: 'раза' });
const bounds = { 'at least': ' и больше', 'at most': ' и меньше', exactly: '', 'other than': '', never: '' } as const;
const per = { day: 'в день', week: 'в неделю', month: 'в месяц', ever: 'за всё время' } as const;

/** Russian. */
export const ru: Phrasebook = {
  locale,
  gives: (what, parts) => `${what}: ${parts.join(', ')}`,
  each: (points) => `${points} каждый раз`,
  once: 'засчитывается один раз',
  atMost: (n, period) => `не больше ${n} ${per[period]}`,
  halfLife: (number) => `период полураспада ${days(number)}`,
  linear: (number) => `равномерно убывает до нуля в течение ${ofDays(number)}`,
  cliff: (number) => `действует ${days(number)}, потом ничего`,
  step: (share, number) => `${share} в течение ${ofDays(number)}`,
  stepsEnd: 'потом ничего',
  count(signal, bound, count, window) {
    const within = window === undefined ? '' : ` за ${days(window)}`;
    if (bound === 'never') return `${signal}: ни разу${within}`;
    return `${signal}: ${bound === 'other than' ? 'не ровно ' : ''}${times(count)}${bounds[bound]}${within}`;
  },
  occurrence: (signal, which) => (which === 'first' ? `${signal}: первый раз` : `${signal}: последний раз`),
  floor: (points) => `не ниже ${points}`,
  ceiling: (points) => `не выше ${points}`,
  off: 'выключено',
  takes: { sum: 'сумма всех выполненных', first: 'первое выполненное', largest: 'наибольшее из выполненных' },
  rollups: { sum: 'сумма по людям', best: 'лучший из людей', average: 'среднее по людям' },
  engaged: (from, dimension) => `вовлечён от ${from} в измерении «${dimension}»`,
  engagedAboveLowest: 'вовлечён тот, кто выше самого низкого уровня',
  decides: (who) => `решение принимает: ${who}`,
  nobodyDecides: 'не сказано, кто принимает решение',
};
