import { describe, expect, it } from 'vitest';
import { makeFormats } from './formats.ts';

const at = (text: string) => Date.parse(text);

describe('formats', () => {
  const en = makeFormats('en-GB', 'Europe/Berlin');
  const ru = makeFormats('ru-RU', 'Europe/Moscow');
  const zh = makeFormats('zh-CN', 'Asia/Shanghai');

  it('a sign is always there and a minus is a minus', () => {
    expect([en.signed(4), en.signed(-2), en.signed(0), en.signed(-1.25, 1)]).toEqual(['+4', '−2', '0', '−1.3']);
  });

  it('the day is the day in the workspace, not in UTC', () => {
    expect(en.dayKey('2026-03-11T23:30:00Z')).toBe('2026-03-12');
    expect(zh.dayKey('2026-03-11T16:00:00Z')).toBe('2026-03-12');
  });

  it('a day names its year only when it is another year', () => {
    const now = at('2026-03-12T10:00:00Z');
    expect(en.day('2026-01-05T10:00:00Z', now)).toBe('5 Jan');
    expect(en.day('2025-12-05T10:00:00Z', now)).toBe('5 Dec 2025');
  });

  it('time that passed reads as people say it', () => {
    const now = at('2026-03-12T10:00:00Z');
    expect(en.ago(now - 3 * 86_400_000, now)).toBe('3 days ago');
    expect(ru.ago(now - 5 * 3_600_000, now)).toBe('5 часов назад');
    expect(zh.ago(now + 2 * 3_600_000, now)).toBe('2小时后');
  });

  it('a span is one short unit', () => {
    expect([en.span(5 * 60_000), en.span(3 * 3_600_000), en.span(12 * 86_400_000)]).toEqual(['5m', '3h', '12d']);
  });

  it('a country shows its name and the code that filters look for; what is no code stays as it is', () => {
    expect([en.country('RO'), ru.country('MD'), en.country('Moldova'), zh.language('ru')]).toEqual([
      'Romania (RO)',
      'Молдова (MD)',
      'Moldova',
      '俄语 (ru)',
    ]);
  });

  it('a name keeps the order of its own script', () => {
    expect(en.name({ given: '伟', family: '王' })).toBe('王伟');
    expect(zh.name({ given: 'Maria', family: 'Ionescu' })).toBe('Maria Ionescu');
    expect(en.name({ full: 'Иван Петров' })).toBe('Иван Петров');
  });
});
