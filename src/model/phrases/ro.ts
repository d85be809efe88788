import { counted, type Phrasebook } from './phrasebook.ts';

const locale = 'ro-RO';
const days = (number: number) => counted(locale, number, { one: 'zi', few: 'zile', other: 'de zile' });
const times = (number: number) => (number === 1 ? 'o dată' : counted(locale, number, { few: 'ori', other: 'de ori' }));
const bounds = {
  'at least': ' sau mai mult',
  'at most': ' sau mai puțin',
  exactly: '',
  'other than': '',
  never: '',
} as const;
const per = { day: 'pe zi', week: 'pe săptămână', month: 'pe lună', ever: 'în total' } as const;

/** Romanian. */
export const ro: Phrasebook = {
  locale,
  gives: (what, parts) => `${what}: ${parts.join(', ')}`,
  each: (points) => `${points} de fiecare dată`,
  once: 'se socotește o singură dată',
  atMost: (n, period) => `cel mult ${n} ${per[period]}`,
  halfLife: (number) => `timp de înjumătățire ${days(number)}`,
  linear: (number) => `scade treptat la zero în ${days(number)}`,
  cliff: (number) => `timp de ${days(number)}, apoi nimic`,
  step: (share, number) => `${share} timp de ${days(number)}`,
  stepsEnd: 'apoi nimic',
  count(signal, bound, count, window) {
    const within = window === undefined ? '' : ` în ${days(window)}`;
    if (bound === 'never') return `${signal}: niciodată${within}`;
    return `${signal}: ${bound === 'other than' ? 'nu exact ' : ''}${times(count)}${bounds[bound]}${within}`;
  },
  occurrence: (signal, which) => (which === 'first' ? `${signal} pentru prima dată` : `${signal} ultima dată`),
  floor: (points) => `niciodată sub ${points}`,
  ceiling: (points) => `niciodată peste ${points}`,
  off: 'dezactivat',
  takes: { sum: 'suma celor îndeplinite', first: 'prima îndeplinită', largest: 'cea mai mare dintre cele îndeplinite' },
  rollups: { sum: 'suma oamenilor', best: 'cel mai bun om', average: 'media oamenilor' },
  engaged: (from, dimension) => `implicat de la ${from} în „${dimension}”`,
  engagedAboveLowest: 'implicat cine e deasupra celui mai jos nivel',
  decides: (who) => `decide: ${who}`,
  nobodyDecides: 'nu se spune cine decide',
};
