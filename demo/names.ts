import { type Chance, happens, pick } from './chance.ts';
import { capital, feminineSurname, toLatin } from './latin.ts';

/** The languages that the demo's people write their names and titles in. */
export const languages = ['en', 'ru', 'zh', 'ro'] as const;
export type Language = (typeof languages)[number];

/** A person's name as it was written, and the lower-case Latin letters that an e-mail address makes of it. */
export type Name = { first: string; last: string; latinFirst: string; latinLast: string };

/** A written name and its Latin letters. */
type Spelling = readonly [written: string, latin: string];

const words = (text: string) => text.trim().split(/\s+/);
const spelt = (text: string): Spelling[] => words(text).map((word) => [word, toLatin(word)]);
const paired = (text: string): Spelling[] => words(text).map((pair) => pair.split(':') as [string, string]);

const russianSurnames = words(`
  Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов
  Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев
  Фролов Белов Гусев Киселёв Ильин Титов Кузьмин Щербаков Цветков Юдин Жуков Чернышёв Шевченко Ковальчук Островский Вишневский Донской`);

const families: Record<Language, { female: Spelling[]; male: Spelling[] }> = {
  en: both(`
    Smith Jones Taylor Brown Wilson Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Clark
    Cooper Ward Turner Carter Baker Bennett Foster Murphy Kelly Collins Parker Reed Morgan Bailey Howard Brooks Sanders Price Perry Powell
    Jenkins Fisher Graham Wallace Mason Dixon Hunt Palmer Shaw Holmes Rice Knight Ferguson Rose Stone Hawkins Dunn Perkins Hudson Spencer`),
  ru: {
    male: russianSurnames.map((surname) => [surname, toLatin(surname)]),
    female: russianSurnames.map((surname) => [feminineSurname(surname), toLatin(feminineSurname(surname))]),
  },
  zh: both(`
    王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo 何:he 高:gao 林:lin 罗:luo
    郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 冯:feng 邓:deng 曹:cao 彭:peng 曾:zeng 肖:xiao 田:tian 董:dong 袁:yuan 潘:pan 于:yu 蒋:jiang 蔡:cai`),
  ro: both(`
    Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu Constantin Marin Lazăr Moldovan Florea Dinu Ungureanu
    Diaconu Tudor Barbu Vasilescu Georgescu Niculescu Ștefănescu Țăranu Bălan Mocanu Manole Cojocaru Sârbu Ceban Grosu Lungu Negru Roșca
    Botnaru Căldare Nistor Avram Preda Toma Dobre Enache Voicu Oprea Pascu Anghel Iordache`),
};

const given: Record<Language, { female: Spelling[]; male: Spelling[] }> = {
  en: {
    female:
      spelt(`Emma Olivia Sarah Emily Laura Rachel Hannah Grace Alice Charlotte Jessica Lucy Megan Claire Natalie Helen Amy Rebecca
      Julia Victoria Karen Nicole Diana Ruth Abigail Caroline Fiona Heather Joanna Leah Monica Paula Rose Sophie Theresa Wendy`),
    male: spelt(`James Oliver Jack Thomas William Daniel Matthew George Samuel David Andrew Robert Michael Peter Simon Adam Benjamin Charles
      Edward Henry Ian Jonathan Kevin Luke Martin Nathan Patrick Richard Stephen Timothy Victor Walter Alan Brian Colin Dennis`),
  },
  ru: {
    female:
      spelt(`Анна Мария Елена Ольга Наталья Ирина Светлана Екатерина Татьяна Юлия Анастасия Дарья Ксения Виктория Полина Людмила
      Галина Марина Вера Надежда Александра Евгения Яна Алина Кристина Оксана Лариса Валентина София Жанна`),
    male: spelt(`Александр Дмитрий Сергей Андрей Алексей Максим Иван Михаил Николай Владимир Павел Роман Евгений Антон Игорь Олег Юрий
      Константин Виктор Денис Артём Илья Кирилл Григорий Борис Георгий Вадим Степан Фёдор Ярослав`),
  },
  zh: {
    female:
      paired(`芳:fang 娜:na 秀英:xiuying 敏:min 静:jing 丽:li 艳:yan 娟:juan 霞:xia 秀兰:xiulan 雪:xue 婷:ting 玉兰:yulan 慧:hui 晓燕:xiaoyan
      欣怡:xinyi 佳怡:jiayi 雨桐:yutong 梦洁:mengjie 诗涵:shihan 思琪:siqi 雅静:yajing 晓梅:xiaomei 美玲:meiling 文静:wenjing 海燕:haiyan`),
    male: paired(`伟:wei 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 杰:jie 涛:tao 明:ming 超:chao 建国:jianguo 志强:zhiqiang 浩然:haoran 子轩:zixuan
      宇航:yuhang 俊杰:junjie 文博:wenbo 海涛:haitao 建华:jianhua 晓东:xiaodong 志远:zhiyuan 天宇:tianyu 国栋:guodong 永强:yongqiang 家明:jiaming 振华:zhenhua`),
  },
  ro: {
    female:
      spelt(`Maria Elena Ioana Andreea Cristina Ana Mihaela Alexandra Daniela Gabriela Raluca Simona Irina Oana Roxana Laura Monica
      Adriana Bianca Diana Anca Corina Doina Natalia Ștefania Mădălina Lăcrămioara Viorica Ruxandra Tatiana`),
    male: spelt(`Andrei Alexandru Mihai Ion Gheorghe Ștefan Cristian Bogdan Vlad Radu Florin Adrian Marius Ionuț Cătălin Răzvan Dan Sorin
      Victor Vasile Nicolae Petru Dumitru Lucian Ciprian Iulian Octavian Tudor Valentin Traian`),
  },
};

/**
 * A name of this language. Of those who write in other scripts or with marks, about one in nine writes plain Latin
 * letters to a foreign supplier, as people do.
 */
export function drawName(chance: Chance, language: Language): Name {
  const sex = happens(chance, 0.5) ? 'female' : 'male';
  const [first, latinFirst] = pick(chance, given[language][sex]);
  const [last, latinLast] = pick(chance, families[language][sex]);
  const plain = language !== 'en' && happens(chance, 0.11);
  return plain
    ? { first: capital(latinFirst), last: capital(latinLast), latinFirst, latinLast }
    : { first, last, latinFirst, latinLast };
}

function both(text: string): { female: Spelling[]; male: Spelling[] } {
  const list = text.includes(':') ? paired(text) : spelt(text);
  return { female: list, male: list };
}
