import { createContext, use } from 'react';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An instant as the API writes it (ISO text) or as epoch milliseconds. */
export type Instant = string | number;

export type PersonName = { full?: string | null; given?: string | null; family?: string | null };

const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const epoch = (at: Instant): number => (typeof at === 'number' ? at : Date.parse(at));

/**
 * Everything that turns a value into text for one locale and time zone (IANA name). Calendar questions (which day, which year)
 * are asked in that zone. Formatters are made once: a table calls them ten thousand times.
 */
export function makeFormats(locale: string, timeZone: string) {
  const numbers = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const whole = numbers({ maximumFractionDigits: 0 });
  const exact = numbers({ maximumFractionDigits: 3 });
  const compact = numbers({ notation: 'compact', maximumFractionDigits: 1 });
  const signedBy = [0, 1, 2].map((digits) =>
    numbers({ signDisplay: 'exceptZero', minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const decimalBy = [0, 1, 2, 3].map((digits) =>
    numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const percentBy = [0, 1, 2].map((digits) => numbers({ style: 'percent', maximumFractionDigits: digits }));
  const dayMonth = dates({ day: 'numeric', month: 'short' });
  const dayMonthYear = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const weekday = dates({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekdayYear = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const clock = dates({ hour: '2-digit', minute: '2-digit' });
  const full = dates({ dateStyle: 'medium', timeStyle: 'short' });
  const yearOf = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' });
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' });
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });
  const withCode = (name: string | undefined, code: string) => (name === undefined ? code : `${name} (${code})`);
  const unit = (name: string, unitDisplay: 'narrow' | 'short' = 'narrow') =>
    numbers({ style: 'unit', unit: name, unitDisplay, maximumFractionDigits: 0 });
  // Months are not shortened to one letter, which minutes have already.
  const units = {
    minute: unit('minute'),
    hour: unit('hour'),
    day: unit('day'),
    month: unit('month', 'short'),
    year: unit('year', 'short'),
  };
  const sameYear = (a: Instant, b: Instant) => yearOf.format(epoch(a)) === yearOf.format(epoch(b));

  return {
    locale,
    timeZone,
    /** 12,345 */
    number: (value: number) => whole.format(value),
    /** 12.3K */
    compact: (value: number) => compact.format(value),
    /** With exactly `digits` decimals (0–3). */
    decimal: (value: number, digits = 1) => (decimalBy[digits] ?? whole).format(value),
    /** A value as it is, with up to three decimals: 1,250.5 */
    value: (value: number) => exact.format(value),
    /** +4, −2, 0: always with its sign and a true minus. */
    signed: (value: number, digits = 0) => (signedBy[digits] ?? whole).format(value).replace('-', '−'),
    /** A share from 0 to 1 as a percentage. */
    percent: (share: number, digits = 0) => (percentBy[digits] ?? whole).format(share),
    /** 12 Mar; with the year where it is not the year of `now`. */
    day: (at: Instant, now: Instant = Date.now()) => (sameYear(at, now) ? dayMonth : dayMonthYear).format(epoch(at)),
    /** Monday, 12 March: the heading of a day. */
    longDay: (at: Instant, now: Instant = Date.now()) => (sameYear(at, now) ? weekday : weekdayYear).format(epoch(at)),
    /** 14:05 */
    time: (at: Instant) => clock.format(epoch(at)),
    /** The whole date and time, for a title on hover. */
    dateTime: (at: Instant) => full.format(epoch(at)),
    /** 2026-03-12 in the workspace's zone: for grouping by day, never shown. */
    dayKey: (at: Instant) => dayKey.format(epoch(at)),
    /** "3 days ago", "in 2 hours", "yesterday". */
    ago: (at: Instant, now: number) => {
      const passed = epoch(at) - now;
      const size = Math.abs(passed);
      if (size < MINUTE) return relative.format(0, 'second');
      if (size < HOUR) return relative.format(Math.trunc(passed / MINUTE), 'minute');
      if (size < DAY) return relative.format(Math.trunc(passed / HOUR), 'hour');
      if (size < 30 * DAY) return relative.format(Math.trunc(passed / DAY), 'day');
      if (size < 365 * DAY) return relative.format(Math.trunc(passed / (30 * DAY)), 'month');
      return relative.format(Math.trunc(passed / (365 * DAY)), 'year');
    },
    /** How long, in one short unit: "5m", "3h", "12d", "4 mths": for table cells. Takes milliseconds. */
    span: (milliseconds: number) => {
      const size = Math.max(0, milliseconds);
      if (size < HOUR) return units.minute.format(Math.floor(size / MINUTE));
      if (size < DAY) return units.hour.format(Math.floor(size / HOUR));
      if (size < 60 * DAY) return units.day.format(Math.floor(size / DAY));
      if (size < 2 * 365 * DAY) return units.month.format(Math.floor(size / (30 * DAY)));
      return units.year.format(Math.floor(size / (365 * DAY)));
    },
    /** A country by its two-letter code with the code, which is what filters look for: "Romania (RO)". Other texts as they are. */
    country: (code: string) => (/^[A-Z]{2}$/.test(code) ? withCode(regions.of(code), code) : code),
    /** A language by its code, with the code: "Russian (ru)". Other texts as they are. */
    language: (code: string) => (/^[a-z]{2}$/.test(code) ? withCode(languages.of(code), code) : code),
    /** "a, b and c" */
    list: (items: string[]) => conjunction.format(items),
    /** A person's name in the order of its own script: family first and unspaced for Chinese, Japanese and Korean names. */
    name: ({ full: whole, given, family }: PersonName) => {
      if (given && family) return CJK.test(family + given) ? `${family}${given}` : `${given} ${family}`;
      return whole || given || family || '';
    },
  };
}

export type Formats = ReturnType<typeof makeFormats>;

export const FormatsContext = createContext<Formats>(makeFormats('en', 'UTC'));

/** The formats of the interface's language and the workspace's time zone. */
export function useFormats(): Formats {
  return use(FormatsContext);
}
