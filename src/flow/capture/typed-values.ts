import { fold } from '../../conditions/fold.ts';
import type { FieldValue } from './arrival.ts';
import { readBoolean, readNumber } from './field-values.ts';
import { makeInstantReader, readDay, type TimeReading } from './import/read-time.ts';

/** What values a field holds; `options` are those of a `select`, none given means any text. */
export type FieldTyping = {
  type: 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'select' | 'list';
  options?: readonly string[] | null | undefined;
};

/** The types of a workspace's own fields by key. */
export type FieldTypes = { person: ReadonlyMap<string, FieldTyping>; company: ReadonlyMap<string, FieldTyping> };

/** How texts are to be understood where they leave it open. */
export type TextReading = {
  date_order: TimeReading['order'];
  decimal: '.' | ',';
  separator: string;
  time_zone: string;
};

/** Makes the reader of texts, trimmed and not blank, as values of a type; it answers undefined for what is none. */
export function makeTextReader(typing: FieldTyping, reading: TextReading): (text: string) => FieldValue | undefined {
  switch (typing.type) {
    case 'text':
      return (text) => text;
    case 'number':
      return (text) => readNumber(text, reading.decimal);
    case 'boolean':
      return readBoolean;
    case 'date':
      return (text) => readDay(text, reading.date_order);
    case 'instant': {
      const readInstant = makeInstantReader({ order: reading.date_order, time_zone: reading.time_zone });
      return (text) => {
        const instant = readInstant(text);
        return instant === undefined ? undefined : new Date(instant).toISOString();
      };
    }
    case 'select': {
      const { options } = typing;
      if (!options?.length) return (text) => text;
      const byForm = new Map(options.map((option) => [fold(option.trim()), option]));
      return (text) => (options.includes(text) ? text : byForm.get(fold(text)));
    }
    case 'list':
      return (text) => {
        const items = text.split(reading.separator).map((item) => item.trim());
        return items.filter((item) => item !== '');
      };
  }
}

/**
 * Makes the reader of a field's values as doors hand them on: text that a form or trait holds becomes a number, a day or one of
 * the options; what is typed already stays. It answers undefined for what is no value of the type.
 */
export function makeValueReader(typing: FieldTyping, timeZone: string): (value: FieldValue) => FieldValue | undefined {
  const { type } = typing;
  const readText = makeTextReader(typing, { date_order: 'dmy', decimal: '.', separator: ',', time_zone: timeZone });
  return function read(value: FieldValue): FieldValue | undefined {
    if (value === null || typeof value === type) return value;
    if (typeof value === 'string') return value.trim() === '' ? null : readText(value.trim());
    if (Array.isArray(value)) {
      if (type === 'list') return value;
      if (type === 'text') return value.join(', ');
      return value.length === 1 ? read(value[0] as string) : undefined;
    }
    // What is no text is a number or a truth: 1 may be said for yes, and an id may be a number.
    if (type === 'number') return undefined;
    return readText(String(value));
  };
}
