import type { Phrasebook } from './phrasebook.ts';

const locale = 'zh-CN';
const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
const bounds = { 'at least': '至少', 'at most': '至多', exactly: '正好', 'other than': '不是正好', never: '' } as const;
const per = { day: '每天', week: '每周', month: '每月', ever: '总共' } as const;

/** Chinese. */
export const zh: Phrasebook = {
  locale,
  gives: (what, parts) => `${what}：${parts.join('，')}`,
  each: (points) => `每次 ${points}`,
  once: '只计一次',
  atMost: (n, period) => `${per[period]}最多 ${n} 次`,
  halfLife: (days) => `半衰期 ${number(days)} 天`,
  linear: (days) => `在 ${number(days)} 天内匀速降为零`,
  cliff: (days) => `${number(days)} 天内有效，之后为零`,
  step: (share, days) => `${number(days)} 天内 ${share}`,
  stepsEnd: '之后为零',
  count(signal, bound, count, window) {
    const within = window === undefined ? '' : `${number(window)} 天内`;
    if (bound === 'never') return `${signal}：${within}没有发生`;
    return `${signal}：${within}${bounds[bound]} ${number(count)} 次`;
  },
  occurrence: (signal, which) => (which === 'first' ? `${signal}（首次）` : `${signal}（最近一次）`),
  floor: (points) => `不低于 ${points}`,
  ceiling: (points) => `不高于 ${points}`,
  off: '已停用',
  takes: { sum: '满足条件的各项相加', first: '取第一个满足条件的', largest: '取满足条件中最大的' },
  rollups: { sum: '人员之和', best: '最高的人员', average: '人员平均' },
  engaged: (from, dimension) => `在“${dimension}”中达到 ${from} 即算参与`,
  engagedAboveLowest: '高于最低级别即算参与',
  decides: (who) => `决策人：${who}`,
  nobodyDecides: '未指定决策人',
};
