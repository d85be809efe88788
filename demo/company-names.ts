import { toLatin } from './latin.ts';
import type { Language } from './names.ts';

/** Industries as the site's forms offer them, and the two kinds of organisation that never or hardly ever buy. */
export const industries = [
  'Manufacturing',
  'Energy',
  'Logistics',
  'Construction',
  'Software',
  'Finance',
  'Healthcare',
  'Retail',
  'Agriculture',
  'Higher education',
  'Marketing software',
] as const;
export type Industry = (typeof industries)[number];

/** What a company is called, what it does, and where its site and mail live. Name and domain are unique over all indexes. */
export type CompanyName = { name: string; domain: string; industry: Industry };

/** A word of a name as written, and in Latin letters for the domain. */
type Word = readonly [written: string, latin: string];

type Naming = {
  heads: Word[];
  tails: Word[];
  trades: Record<Industry, Word[]>;
  write: (head: string, tail: string, trade: string, form: number) => string;
};

const listed = (text: string): Word[] =>
  text.split(' ').map((word) => [word.replaceAll('_', ' '), slug(toLatin(word))]);
const paired = (text: string): Word[] => text.split(' ').map((pair) => pair.split(':') as [string, string]);

const namings: Record<Language, Naming> = {
  en: {
    heads: listed(
      'Alder Amber Ash Barrow Beck Birch Bray Brock Calder Cove Dane Dell Elm Ember Fal Fern Glen Gorse Hal Hazel Heron Holm Ivel Kes Lark Lin Marl Mere Nor Oak Pen Quarry Rowan Sable Sel Tarn Thorn Vale Wen Wren',
    ),
    tails: listed(
      'bank bourne bridge bury croft dale den fall field ford gate grove ham haven hurst ley marsh mont moor ridge shaw stead stone ton wick',
    ),
    trades: {
      Manufacturing: listed('Components Castings Valves Precision Tooling Bearings Pumps'),
      Energy: listed('Energy Turbines Grid'),
      Logistics: listed('Logistics Freight Cold_Storage'),
      Construction: listed('Construction Interiors'),
      Software: listed('Software Systems Data'),
      Finance: listed('Capital Leasing'),
      Healthcare: listed('Medical Diagnostics'),
      Retail: listed('Stores Outfitters'),
      Agriculture: listed('Farms Seeds'),
      'Higher education': listed('University'),
      'Marketing software': listed('Analytics'),
    },
    write: (head, tail, trade, form) => `${head}${tail} ${trade} ${['Ltd', 'Inc.', 'LLC', 'Group'][form]}`,
  },
  ru: {
    heads: listed(
      'Алтай Амур Ангара Байкал Балт Белогор Вятка Двина Днепр Енисей Заря Иртыш Кама Карел Ладога Лена Меридиан Нева Обь Ока Онега Печора Полюс Рассвет Саян Сибир Тайга Терек Урал Хопёр',
    ),
    tails: listed(
      'актив альянс база вектор град дом знак импульс инвест комплект контур линия маяк норма опора поток профиль ресурс сервис стандарт темп трейд формат центр эталон',
    ),
    trades: {
      Manufacturing: listed('Станки Литьё Прокат Арматура Приборы Насосы Крепёж'),
      Energy: listed('Энерго Турбины Сети'),
      Logistics: listed('Логистика Фрахт Склады'),
      Construction: listed('Строй Фасад'),
      Software: listed('Софт Системы Данные'),
      Finance: listed('Капитал Лизинг'),
      Healthcare: listed('Мед Диагностика'),
      Retail: listed('Торг Универмаг'),
      Agriculture: listed('Агро Семена'),
      'Higher education': listed('Университет'),
      'Marketing software': listed('Аналитика'),
    },
    write: (head, tail, trade, form) => `${['ООО', 'АО', 'ООО', 'ПАО'][form]} «${head}${tail} ${trade}»`,
  },
  zh: {
    heads: paired(
      '恒:heng 远:yuan 瑞:rui 鼎:ding 盛:sheng 华:hua 万:wan 泰:tai 嘉:jia 博:bo 凯:kai 联:lian 锦:jin 新:xin 宏:hong 安:an 亿:yi 众:zhong 启:qi 卓:zhuo 海:hai 天:tian 明:ming 宝:bao 群:qun 兴:xing 百:bai 顺:shun 晨:chen 朗:lang',
    ),
    tails: paired(
      '达:da 丰:feng 和:he 源:yuan 通:tong 利:li 成:cheng 邦:bang 业:ye 益:yi 辉:hui 康:kang 腾:teng 隆:long 洲:zhou 润:run 祥:xiang 景:jing 昌:chang 航:hang 谷:gu 岭:ling 川:chuan 宁:ning 林:lin',
    ),
    trades: {
      Manufacturing: paired('精密制造:jingmi 机械:jixie 阀门:famen 铸造:zhuzao 仪器:yiqi 轴承:zhoucheng 模具:moju'),
      Energy: paired('能源:nengyuan 电力:dianli 光伏:guangfu'),
      Logistics: paired('物流:wuliu 货运:huoyun 仓储:cangchu'),
      Construction: paired('建设:jianshe 装饰:zhuangshi'),
      Software: paired('软件:ruanjian 系统:xitong 数据:shuju'),
      Finance: paired('资本:ziben 租赁:zulin'),
      Healthcare: paired('医疗:yiliao 诊断:zhenduan'),
      Retail: paired('百货:baihuo 商贸:shangmao'),
      Agriculture: paired('农业:nongye 种业:zhongye'),
      'Higher education': paired('大学:daxue'),
      'Marketing software': paired('营销科技:yingxiao'),
    },
    write: (head, tail, trade, form) =>
      trade === '大学'
        ? `${head}${tail}大学`
        : `${head}${tail}${trade}${['有限公司', '股份有限公司', '有限公司', '集团'][form]}`,
  },
  ro: {
    heads: listed(
      'Argeș Bega Bistrița Bucegi Călimani Ceahlău Cerna Codru Cozia Crai Criș Dorna Făgăraș Godeanu Ialomița Jiu Moldo Mureș Nera Nistru Olt Parâng Prut Retezat Rodna Sebeș Siret Someș Timiș Vrancea',
    ),
    tails: listed(
      'activ alfa bloc centru club cub delta direct drum est expert forum grup impex lider linia mod nord plan plus prim prod reper total unic',
    ),
    trades: {
      Manufacturing: listed('Mecanica Turnătorie Pompe Rulmenți Scule Utilaje Armături'),
      Energy: listed('Energie Turbine Rețele'),
      Logistics: listed('Logistică Transport Depozite'),
      Construction: listed('Construct Amenajări'),
      Software: listed('Software Sisteme Date'),
      Finance: listed('Capital Leasing'),
      Healthcare: listed('Medical Diagnostic'),
      Retail: listed('Magazine Comerț'),
      Agriculture: listed('Agro Semințe'),
      'Higher education': listed('Universitatea'),
      'Marketing software': listed('Analitica'),
    },
    write: (head, tail, trade, form) =>
      `${head} ${tail.charAt(0).toUpperCase()}${tail.slice(1)} ${trade} ${['SRL', 'SA', 'SRL', 'SRL'][form]}`,
  },
};

type Trade = { industry: Industry; word: Word };
type Space = Naming & { trade: Trade[]; combinations: number; stride: number };

const spaces: Record<Language, Space> = {
  en: space(namings.en),
  ru: space(namings.ru),
  zh: space(namings.zh),
  ro: space(namings.ro),
};

/**
 * The name of the company with this index (any whole number from 0): the index walks through all combinations of the
 * language's words in an order that looks like chance and meets each once, then begins again with a numeral.
 * The trade in the name decides the industry.
 */
export function companyName(index: number, language: Language): CompanyName {
  const { heads, tails, trade, combinations, stride, write } = spaces[language];
  const round = Math.floor(index / combinations);
  const place = ((index % combinations) * stride) % combinations;
  const [head, headLatin] = heads[place % heads.length] as Word;
  const [tail, tailLatin] = tails[Math.floor(place / heads.length) % tails.length] as Word;
  const { industry, word } = trade[Math.floor(place / heads.length / tails.length)] as Trade;
  return {
    name: `${write(head, tail, word[0], (place + round) % 4)}${round === 0 ? '' : ` ${round + 1}`}`,
    domain: `${headLatin}${tailLatin}-${word[1]}${round === 0 ? '' : round + 1}.example`,
    industry,
  };
}

function space(naming: Naming): Space {
  const trade = industries.flatMap((industry) => naming.trades[industry].map((word) => ({ industry, word })));
  const combinations = naming.heads.length * naming.tails.length * trade.length;
  let stride = Math.floor(combinations * 0.618);
  while (divisor(stride, combinations) !== 1) stride++;
  return { ...naming, trade, combinations, stride };
}

/** The greatest common divisor: a stride that shares none with the number of combinations visits each once. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

function slug(text: string): string {
  return text.replace(/[^a-z0-9]+/gi, '').toLowerCase();
}
