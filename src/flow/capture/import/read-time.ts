/** How dates are to be understood where they leave it open. */
export type TimeReading = { order: 'dmy' | 'mdy' | 'ymd'; time_zone: string };

/** A day and a time of day as they are written, without a zone unless they name one. */
type Written = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  offset: string | undefined;
};

const months: Record<string, number> = Object.fromEntries(
  [
    'jan january янв январь января ian ianuarie',
    'feb february фев февраль февраля februarie',
    'mar march мар март марта martie',
    'apr april апр апрель апреля aprilie',
    'may май мая mai',
    'jun june июн июнь июня iun iunie',
    'jul july июл июль июля iul iulie',
    'aug august авг август августа',
    'sep sept september сен сентябрь сентября septembrie',
    'oct october окт октябрь октября octombrie',
    'nov november ноя ноябрь ноября noiembrie',
    'dec december дек декабрь декабря decembrie',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
);

/**
 * Makes a reader of instants (epoch milliseconds) as files write them: ISO 8601, "03/04/2026 15:30", "3 Apr 2026",
 * "2026年4月3日", seconds or milliseconds since 1970, Excel's day numbers. A day without a time is its first instant in the zone.
 * Undefined for what is none. Days repeat, so what was read is remembered.
 */
export function makeInstantReader({ order, time_zone }: TimeReading): (text: string) => number | undefined {
  const starts = new Map<string, number | undefined>();
  return (text) => {
    if (text.length > 60) return undefined;
    const known = starts.get(text);
    if (known !== undefined || starts.has(text)) return known;
    const read = readInstantText(text.trim(), order, time_zone);
    if (starts.size > 20_000) starts.clear();
    starts.set(text, read);
    return read;
  };
}

/** A day as `YYYY-MM-DD`, written in any of the ways that instants are; undefined for what is none. */
export function readDay(text: string, order: TimeReading['order']): string | undefined {
  const written = readWritten(text.trim(), order);
  if (!written) return undefined;
  return toPlain(written)?.toPlainDate().toString();
}

function readInstantText(text: string, order: TimeReading['order'], timeZone: string): number | undefined {
  if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const written = readWritten(text, order);
  const plain = written && toPlain(written);
  if (!plain) return undefined;
  const zone = written.offset ?? timeZone;
  return plain.toZonedDateTime(zone).epochMilliseconds;
}

function toPlain({ year, month, day, hour, minute, second }: Written): Temporal.PlainDateTime | undefined {
  if (year < 1900 || year > 2200) return undefined;
  try {
    return Temporal.PlainDateTime.from(
      {
        year,
        month,
        day,
        hour,
        minute,
        second: Math.trunc(second),
        millisecond: Math.round((second % 1) * 1000) % 1000,
      },
      { overflow: 'reject' },
    );
  } catch {
    return undefined;
  }
}

const timeForm =
  '(?:[T\\s,]+(\\d{1,2}):(\\d{2})(?::(\\d{2}(?:[.,]\\d{1,9})?))?\\s*(am|pm)?\\s*(z|utc|gmt|[+-]\\d{2}:?\\d{2})?)?';
const forms: {
  form: RegExp;
  read: (parts: string[], order: TimeReading['order']) => [string, string, string] | undefined;
}[] = [
  {
    form: new RegExp(`^(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})${timeForm}$`, 'i'),
    read: ([y = '', m = '', d = '']) => [y, m, d],
  },
  {
    form: new RegExp(`^(\\d{4})年(\\d{1,2})月(\\d{1,2})日${timeForm}$`, 'i'),
    read: ([y = '', m = '', d = '']) => [y, m, d],
  },
  { form: new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${timeForm}$`, 'i'), read: ([y = '', m = '', d = '']) => [y, m, d] },
  {
    form: new RegExp(`^(\\d{1,2})[-./](\\d{1,2})[-./](\\d{4}|\\d{2})${timeForm}$`, 'i'),
    read: ([a = '', b = '', c = ''], order) =>
      order === 'mdy' ? [c, a, b] : order === 'ymd' && c.length === 2 ? [a, b, c] : [c, b, a],
  },
  {
    form: new RegExp(`^(\\d{1,2})[\\s-](\\p{L}{3,12})\\.?,?[\\s-](\\d{4})(?:\\s*г\\.?)?${timeForm}$`, 'iu'),
    read: ([d = '', m = '', y = '']) => [y, m, d],
  },
  {
    form: new RegExp(`^(\\p{L}{3,12})\\.?\\s(\\d{1,2}),?\\s(\\d{4})${timeForm}$`, 'iu'),
    read: ([m = '', d = '', y = '']) => [y, m, d],
  },
];

function readWritten(text: string, order: TimeReading['order']): Written | undefined {
  for (const { form, read } of forms) {
    const match = form.exec(text);
    if (!match) continue;
    const [a = '', b = '', c = '', hour, minute, second, half, zone] = match.slice(1);
    const parts = read([a, b, c], order);
    if (!parts) continue;
    const [year, month, day] = parts;
    return {
      year: year.length === 2 ? 2000 + Number(year) : Number(year),
      month: /^\d+$/.test(month) ? Number(month) : (months[month.toLowerCase()] ?? 0),
      day: Number(day),
      hour: readHour(Number(hour ?? 0), half),
      minute: Number(minute ?? 0),
      second: Number((second ?? '0').replace(',', '.')),
      offset: zone === undefined ? undefined : readOffset(zone),
    };
  }
  return readExcelDay(text);
}

function readHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

function readOffset(zone: string): string {
  if (/^(?:z|utc|gmt)$/i.test(zone)) return 'UTC';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/** Excel counts days from the end of 1899; between these two numbers lie the years 1982 to 2064. */
function readExcelDay(text: string): Written | undefined {
  if (!/^\d{5}(?:\.\d+)?$/.test(text) || Number(text) < 30_000 || Number(text) > 60_000) return undefined;
  const at = new Date(Math.round((Number(text) - 25_569) * 86_400_000));
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    offset: undefined,
  };
}
