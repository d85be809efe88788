import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A number as we keep it: E.164, with `;ext=` when it has an extension, and whether it reaches one human. */
export type Phone = { value: string; kind: 'personal' | 'switchboard' };

const corporate = new Set(['TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN', 'VOICEMAIL', 'PAGER']);

/**
 * Reads a phone number, or undefined when it is none that can be called. `country` (ISO 3166 alpha-2) says how to
 * read a number written without its calling code. Numbers of a kind that only organisations have count as a
 * switchboard unless an extension leads on (VAL-02).
 */
export function readPhone(text: string, country: string | undefined): Phone | undefined {
  if (text.length > 60 || !/\d{3}/.test(text.replaceAll(/\D/g, ''))) return undefined;
  const home =
    country && isSupportedCountry(country.toUpperCase()) ? (country.toUpperCase() as CountryCode) : undefined;
  // Without a country, 00 can only be the international prefix that most of the world dials.
  const dialled = home ? text : text.replace(/^\s*00/, '+');
  const number = parsePhoneNumberFromString(dialled, { defaultCountry: home, extract: false });
  if (!number?.isValid() || /^(\d)\1+$/.test(number.nationalNumber)) return undefined;
  const extension = number.ext ? `;ext=${number.ext}` : '';
  const kind = !extension && corporate.has(number.getType() ?? '') ? 'switchboard' : 'personal';
  return { value: number.number + extension, kind };
}
