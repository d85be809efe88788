import type { Elapsed, Phrasebook } from './phrasebook.ts';

const MEETING =
  /(\p{Script=Han})(?=[\p{Script=Latin}\p{Script=Cyrillic}\d/])|([\p{Script=Latin}\p{Script=Cyrillic}\d%])(?=\p{Script=Han})/gu;

/** Puts a space where a Chinese character meets a Latin letter or a digit between two pieces, and leaves the pieces as they are. */
function set(...pieces: readonly string[]): string {
  return pieces.reduce((text, piece) => {
    const meeting = (text.at(-1) ?? '') + (piece.at(0) ?? '');
    return text + (meeting.search(MEETING) >= 0 ? ' ' : '') + piece;
  }, '');
}

const listed = (values: readonly string[], last: '或' | '和', more: number) => {
  if (more > 0) return set(values.join('、'), '等', String(values.length + more), '项');
  if (values.length < 2) return values.join();
  return set(values.slice(0, -1).join('、'), ` ${last} `.trim(), values.at(-1) ?? '');
};
const unitOf = ({ unit }: Elapsed) => (unit === 'days' ? '天' : '小时');
const last = (elapsed: Elapsed) => set('最近', String(elapsed.amount), unitOf(elapsed));

/** Chinese (simplified). */
export const zh: Phrasebook = {
  locale: 'zh-CN',
  always: '始终',
  never: '从不',
  yes: '是',
  no: '否',
  subject: (label) => label,
  quote: (text) => `“${text}”`,
  anyOf: (values, more) => listed(values, '或', more),
  join: (clauses, combinator) =>
    clauses.length < 2
      ? clauses.join()
      : `${clauses.slice(0, -1).join('，')}，${combinator === 'and' ? '且' : '或'}${clauses.at(-1)}`,
  brackets: (clause) => `（${clause}）`,
  not(clauses, combinator) {
    if (clauses.length < 2) return `以下不成立：${clauses.join()}`;
    return combinator === 'and' ? `以下不全成立（${clauses.join('；')}）` : `以下均不成立（${clauses.join('；')}）`;
  },
  values: {
    '=': (subject, text) => set(subject, '是', text),
    '!=': (subject, text) => set(subject, '不是', text),
    in: (subject, text) => set(subject, '是', text),
    notIn: (subject, text) => set(subject, '不是', text),
    '<': (subject, text) => set(subject, '小于', text),
    '<=': (subject, text) => set(subject, '不超过', text),
    '>': (subject, text) => set(subject, '大于', text),
    '>=': (subject, text) => set(subject, '至少为', text),
    between: (subject, text, end) => set(subject, '在', text, '到', end, '之间'),
    notBetween: (subject, text, end) => set(subject, '不在', text, '到', end, '之间'),
    contains: (subject, text) => set(subject, '包含', text),
    doesNotContain: (subject, text) => set(subject, '不包含', text),
    containsWord: (subject, text) => set(subject, '包含单词', text),
    doesNotContainWord: (subject, text) => set(subject, '不包含单词', text),
    beginsWith: (subject, text) => set(subject, '以', text, '开头'),
    doesNotBeginWith: (subject, text) => set(subject, '不以', text, '开头'),
    endsWith: (subject, text) => set(subject, '以', text, '结尾'),
    doesNotEndWith: (subject, text) => set(subject, '不以', text, '结尾'),
    matchesPath: (subject, text) => set(subject, '匹配', text),
    doesNotMatchPath: (subject, text) => set(subject, '不匹配', text),
  },
  times: {
    on: (subject, day) => set(subject, '在', day),
    notOn: (subject, day) => set(subject, '不在', day),
    before: (subject, at) => set(subject, '早于', at),
    after: (subject, at) => set(subject, '晚于', at),
    between: (subject, at, end) => set(subject, '在', at, '至', end, '之间'),
    notBetween: (subject, at, end) => set(subject, '不在', at, '至', end, '之间'),
  },
  is: (subject, yesOrNo) => set(subject, '为', yesOrNo),
  known: (subject) => set(subject, '已知'),
  unknown: (subject) => set(subject, '未知'),
  isOrUnknown: (subject, other) => set(subject, '为', other, '或未知'),
  inLast: (subject, elapsed, negated) => set(subject, negated ? '不在' : '在', last(elapsed), '内'),
  longAgo: (subject, elapsed) => set(subject, '距今至少', String(elapsed.amount), unitOf(elapsed)),
  includes: (subject, how, values, more) =>
    set(subject, how === 'none' ? '不包含' : '包含', listed(values, how === 'all' ? '和' : '或', more)),
  count(signal, how, count, within) {
    const words = { 'at least': '至少', 'at most': '最多', exactly: '恰好', 'other than': '不是恰好' };
    const bound = how === 'never' ? '从未发生' : set(words[how], String(count), '次');
    return set(`${signal}：`, within ? set(last(within), '内') : '', bound);
  },
  unreadable: (subject) => `${subject}：此规则已不适用于该字段`,
};
