import { type Chance, pick, pickWeighted, weighted } from './chance.ts';
import type { Language } from './names.ts';

/** A country that the demo company sells to. `utc_offset_hours` is one for the whole country and year, which is near enough for office hours. */
export type Market = {
  country: string;
  language: Language;
  utc_offset_hours: number;
  time_zone: string;
  cities: string[];
};

/** The countries, with their share of companies. */
export const markets = weighted<Market>([
  [market('US', 'en', -6, 'America/Chicago', 'Chicago,Denver,Austin,Columbus,Seattle,Boston,Atlanta'), 17],
  [market('GB', 'en', 0, 'Europe/London', 'London,Leeds,Bristol,Manchester,Glasgow,Cardiff'), 11],
  [market('CA', 'en', -5, 'America/Toronto', 'Toronto,Ottawa,Halifax,Winnipeg'), 5],
  [market('AU', 'en', 10, 'Australia/Sydney', 'Sydney,Melbourne,Brisbane,Perth'), 6],
  [market('RU', 'ru', 3, 'Europe/Moscow', 'Москва,Санкт-Петербург,Казань,Екатеринбург,Новосибирск,Самара'), 17],
  [market('KZ', 'ru', 5, 'Asia/Almaty', 'Алматы,Астана,Караганда'), 5],
  [market('CN', 'zh', 8, 'Asia/Shanghai', '上海,北京,深圳,苏州,杭州,成都,武汉'), 17],
  [market('TW', 'zh', 8, 'Asia/Taipei', '台北,高雄,新竹'), 4],
  [market('RO', 'ro', 2, 'Europe/Bucharest', 'București,Cluj-Napoca,Timișoara,Iași,Brașov,Constanța'), 13],
  [market('MD', 'ro', 2, 'Europe/Chisinau', 'Chișinău,Bălți,Cahul'), 5],
]);

/** A country, as often as it occurs among customers. */
export function drawMarket(chance: Chance): Market {
  return pickWeighted(chance, markets);
}

/** A city of that country, written as its people write it. */
export function drawCity(chance: Chance, from: Market): string {
  return pick(chance, from.cities);
}

function market(country: string, language: Language, utcOffsetHours: number, timeZone: string, cities: string): Market {
  return { country, language, utc_offset_hours: utcOffsetHours, time_zone: timeZone, cities: cities.split(',') };
}
