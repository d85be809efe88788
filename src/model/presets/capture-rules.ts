import type { Language } from '../../conditions/describe.ts';
import type { Group } from '../format.ts';
import { given } from './preset.ts';
import { all, where } from './rules.ts';

const names: Readonly<
  Record<Language, Readonly<Record<'capture' | 'asked' | 'incentive' | 'bought' | 'unaware', string>>>
> = {
  en: {
    capture: 'How the contact was got',
    asked: 'Wants to be contacted',
    incentive: 'Came for an incentive and has not asked for contact',
    bought: 'Bought contact',
    unaware: 'Did not know that a sale is involved',
  },
  ru: {
    capture: 'Как получен контакт',
    asked: 'Просит связаться',
    incentive: 'Пришёл за подарком и не просил связаться',
    bought: 'Купленный контакт',
    unaware: 'Не знал, что речь о продаже',
  },
  zh: {
    capture: '联系方式的来源',
    asked: '希望被联系',
    incentive: '为赠品而来，且未要求联系',
    bought: '购买的联系人',
    unaware: '不知道涉及销售',
  },
  ro: {
    capture: 'Cum a fost obținut contactul',
    asked: 'Dorește să fie contactat',
    incentive: 'A venit pentru un cadou și nu a cerut să fie contactat',
    bought: 'Contact cumpărat',
    unaware: 'Nu știa că este vorba de o vânzare',
  },
};

/**
 * What the capture itself says: who came for a gift or was bought is no prospect yet, and who answers the question of intent with yes is. Whoever
 * came for an incentive gets these points back by asking for contact.
 */
export function captureGroup(language: Language): Group {
  const words = names[language];
  const unasked = where('person.wants_contact', '!=', true);
  return {
    key: 'capture',
    name: words.capture,
    take: 'sum',
    floor: -15,
    terms: [
      given('asked_for_contact', words.asked, 10, all(where('person.wants_contact', '=', true))),
      given('incentive_only', words.incentive, -8, all(where('person.incentive', 'notNull'), unasked)),
      given('bought_contact', words.bought, -10, all(where('person.bought', '=', true))),
      given('unaware_of_sale', words.unaware, -5, all(where('person.sales_aware', '=', false))),
    ],
  };
}
