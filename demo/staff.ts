import type { Language } from './names.ts';
import { vendor } from './site.ts';

/** Somebody who works at the vendor. `role` is one of the product's roles; `countries` is what they answer for. */
export type StaffMember = {
  name: string;
  email: string;
  role: 'marketing' | 'head_of_sales' | 'salesperson';
  language: Language;
  time_zone: string;
  countries: string[];
};

const members: StaffMember[] = [
  member('Ingrid Halloran', 'head_of_sales', 'en', 'Europe/London', []),
  member('Tomasz Everley', 'marketing', 'en', 'Europe/London', []),
  member('Sam Okonedo', 'salesperson', 'en', 'America/Chicago', ['US', 'CA']),
  member('Beth Lindqvist', 'salesperson', 'en', 'Europe/London', ['GB', 'AU']),
  member('Вера Зимина', 'salesperson', 'ru', 'Europe/Moscow', ['RU', 'KZ'], 'vera.zimina'),
  member('苏文清', 'salesperson', 'zh', 'Asia/Shanghai', ['CN', 'TW'], 'su.wenqing'),
  member('Ilinca Dobrescu', 'salesperson', 'ro', 'Europe/Bucharest', ['RO', 'MD']),
];

/** The vendor's own people, who own the leads of the demo. */
export function staff(): readonly StaffMember[] {
  return members;
}

function member(
  name: string,
  role: StaffMember['role'],
  language: Language,
  timeZone: string,
  countries: string[],
  local?: string,
): StaffMember {
  const address = local ?? name.toLowerCase().replace(' ', '.');
  return { name, email: `${address}@${vendor.domain}`, role, language, time_zone: timeZone, countries };
}
