const truths = new Set('1 true yes y on checked x ok да истина д 是 对 真 同意 da adevarat ✓ ✔'.split(' '));
const untruths = new Set('0 false no n off unchecked нет ложь н 否 不 假 不同意 nu fals'.split(' '));

/** A yes or no as people and systems write it in our languages; undefined for anything else. */
export function readBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (truths.has(word)) return true;
  if (untruths.has(word)) return false;
  return undefined;
}

/**
 * A number as people and spreadsheets write it: "1,200", "1 200", "1.200,50", "12k", "€ 5 000", "3 млн", "5万", "8.01E-05". Of a range
 * ("50–200", "50+") the lower end, since that much is certain. `decimal` settles "1.200" and "1,200", where the mark could be either.
 * Undefined for anything else.
 */
export function readNumber(text: string, decimal: '.' | ',' = '.'): number | undefined {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  if (text.length > 60) return undefined;
  if (scientific.test(text)) return Number(text.replace(',', '.'));
  const match = numberForm.exec(text.replace(units, ' ').trim());
  if (!match) return undefined;
  const [, number = '', scale, upperScale] = match;
  const plain = readPlainNumber(number, decimal);
  const times = scales[(scale ?? upperScale ?? '').toLowerCase().replace('.', '')] ?? 1;
  return plain === undefined ? undefined : plain * times;
}

const scientific = /^[+-]?\d(?:[.,]\d{1,16})?e[+-]?\d{1,2}$/i;
const units =
  /[$€£¥₽₴元%<>≈~]|\b(?:usd|eur|rub|ron|cny|lei|employees|people|staff)\b|руб\.?|сотрудник\p{L}*|человек|чел\.?|angaja[tț]i|人|员工/giu;
const digits = String.raw`\d[\d.,'\s\u00a0\u202f]*`;
const scaleWord = String.raw`\s*(k|m|mln|bn|mii|mil\.?|тыс\.?|млн\.?|млрд\.?|万|亿|億)?\s*`;
/** A number, and where it is the lower end of a range the upper one. */
const numberForm = new RegExp(
  `^(-?${digits}?)${scaleWord}(?:\\+|(?:[-–—]|to|до|至)\\s*${digits}?${scaleWord})?$`,
  'iu',
);

const scales: Record<string, number> = {
  k: 1e3,
  тыс: 1e3,
  mii: 1e3,
  m: 1e6,
  mln: 1e6,
  млн: 1e6,
  mil: 1e6,
  万: 1e4,
  亿: 1e8,
  億: 1e8,
  bn: 1e9,
  млрд: 1e9,
};

function readPlainNumber(text: string, decimal: '.' | ','): number | undefined {
  const digits = text.replace(/['\s\u00a0\u202f]/g, '');
  const [points, commas] = [digits.split('.').length - 1, digits.split(',').length - 1];
  // With both marks the last one is the decimal; one that repeats groups thousands; a single one with exactly three digits
  // behind it groups them too, unless it is the decimal mark of whoever wrote it.
  let mark: '.' | ',' | undefined;
  if (points > 0 && commas > 0) mark = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  else if (points === 1) mark = decimal === '.' || !/\.\d{3}$/.test(digits) ? '.' : undefined;
  else if (commas === 1) mark = decimal === ',' || !/,\d{3}$/.test(digits) ? ',' : undefined;
  const other = mark === '.' ? ',' : '.';
  const whole = mark === undefined ? digits.replace(/[.,]/g, '') : digits.replaceAll(other, '').replace(mark, '.');
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(whole) ? Number(whole) : undefined;
}
