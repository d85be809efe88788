import { counted, type Phrasebook } from './phrasebook.ts';

const locale = 'en-GB';
const days = (number: number) => counted(locale, number, { one: 'day', other: 'days' });
const times = (number: number) =>
  number === 1 ? 'once' : number === 2 ? 'twice' : counted(locale, number, { one: 'time', other: 'times' });
const bounds = { 'at least': ' or more', 'at most': ' or less', exactly: '', 'other than': '', never: '' } as const;
const per = { day: 'per day', week: 'per week', month: 'per month', ever: 'ever' } as const;

/** English. */
export const en: Phrasebook = {
  locale,
  gives: (what, parts) => `${what}: ${parts.join(', ')}`,
  each: (points) => `${points} each`,
  once: 'counted once',
  atMost: (n, period) => `at most ${n} ${per[period]}`,
  halfLife: (number) => `half-life ${days(number)}`,
  linear: (number) => `fading to nothing over ${days(number)}`,
  cliff: (number) => `for ${days(number)}, then nothing`,
  step: (share, number) => `${share} for up to ${days(number)}`,
  stepsEnd: 'then nothing',
  count(signal, bound, count, window) {
    const within = window === undefined ? '' : ` in ${days(window)}`;
    if (bound === 'never') return `${signal}: not once${within}`;
    return `${signal} ${bound === 'other than' ? 'not exactly ' : ''}${times(count)}${bounds[bound]}${within}`;
  },
  occurrence: (signal, which) => (which === 'first' ? `${signal} for the first time` : `${signal} most recently`),
  floor: (points) => `never below ${points}`,
  ceiling: (points) => `never above ${points}`,
  off: 'switched off',
  takes: { sum: 'all that hold, added up', first: 'the first that holds', largest: 'the largest of those that hold' },
  rollups: { sum: 'the sum of its people', best: 'its best person', average: 'the average of its people' },
  engaged: (from, dimension) => `engaged from ${from} in “${dimension}”`,
  engagedAboveLowest: 'engaged above the lowest band',
  decides: (who) => `decision makers: ${who}`,
  nobodyDecides: 'no decision makers named',
};
