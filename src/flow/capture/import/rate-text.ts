import type { ImportEncoding } from './contract.ts';

/** Encodings from before Unicode, likeliest first: of two that read equally well the first is taken. */
export const legacyEncodings: ImportEncoding[] = [
  'windows-1251',
  'windows-1252',
  'windows-1250',
  'gb18030',
  'windows-1254',
  'iso-8859-2',
  'koi8-r',
  'ibm866',
  'iso-8859-5',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1253',
  'windows-1255',
  'windows-1256',
];

/** Letters of an alphabet from the most to the least frequent in ordinary text. */
const alphabets = [
  'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўјљњћђџѓќѕ',
  'αοιετσνηυρπκμλςόίέάγδωχθφβξήύώζψϊΐϋΰ',
  'יוהלאמרתבשנםכדקעפחטגסזןצךףץ',
  'اليموونرتبعدهفسةكقحجأشطصخإضذثزءئغآىظؤ',
];
const ranks = new Map<string, number>();
for (const alphabet of alphabets) {
  [...alphabet].forEach((letter, index) => {
    ranks.set(letter, 1 - (1.2 * index) / alphabet.length);
  });
}

/** Foreign Latin letters that the languages written in an encoding use, the frequent ones first. */
const latinLetters: Partial<Record<ImportEncoding, string>> = {
  'windows-1252': 'éóíáúñäöüçàèêâôãõåøæßëïîìòùûœýÿ',
  'windows-1250': 'áéíóúěščřžýůąęłśżźćńőűăâîşţöüäđďťňľôľĺŕß',
  'iso-8859-2': 'áéíóúěščřžýůąęłśżźćńőűăâîşţöüäđďťňľôľĺŕß',
  'windows-1254': 'ışğüçöâîûé',
};

/** Characters that stand in Chinese texts, and in the headers and names of Chinese files, again and again. */
const commonHan = {
  gb18030:
    '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔邮箱姓手机联系人咨询客户职位称网址来源企业有限公司科技集团示例李王张刘陈杨赵黄周吴徐孙胡朱伟芳娜敏静丽强磊军洋勇艳杰娟涛',
  big5: '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運筆郵箱姓聯繫諮詢客戶職位稱網址來源企業有限公司科技集團李王張劉陳楊趙黃周吳徐孫胡朱偉芳娜敏靜麗強磊軍勇豔傑娟濤臺灣',
};
const han = { gb18030: new Set(commonHan.gb18030), big5: new Set(commonHan.big5) };

/** Signs that stand beside foreign letters in any office document. */
const usualSigns = new Set('“”„‘’‚«»‹›–—…•·№€£°©®™§±½ \u00a0，。、；：？！（）《》【】「」・ー～￥¿¡');

/**
 * How much bytes read in an encoding look like something that people wrote, from below 0 to about 1 for every character that is
 * not ASCII. Letters count by how frequent they are in their alphabet, Chinese by how common; what stands in the middle of
 * words and is no letter, capitals after small letters and mixed scripts count against it.
 */
export function rateText(bytes: Uint8Array, encoding: ImportEncoding): number {
  const text = new TextDecoder(encoding).decode(bytes);
  let sum = 0;
  let count = 0;
  let before: Kind = 'other';
  let beforeUpper = false;
  let run = 0;
  let capitals = 0;
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    if (code < 128) {
      const letter = (code | 32) >= 97 && (code | 32) <= 122;
      // A script that is not Latin does not continue in Latin letters.
      if (letter && before !== 'latin' && before !== 'ascii' && before !== 'other' && before !== 'wide') sum -= 0.5;
      if (letter && before === 'sign') sum -= 0.5;
      before = letter ? 'ascii' : 'other';
      beforeUpper = letter && code < 97;
      run = 0;
      continue;
    }
    const kind = findKind(char, code);
    const upper = kind !== 'wide' && kind !== 'sign' && char !== char.toLowerCase();
    count++;
    run = kind === 'latin' ? run + 1 : 0;
    sum += rateChar(char, code, kind, encoding);
    const word = before !== 'other' && before !== 'sign';
    // A capital after a small letter, or a sign in the middle of a word, is what another encoding's letters turn into.
    if (upper && word && !beforeUpper) sum -= 1;
    if (kind === 'sign' && word && !usualSigns.has(char)) sum -= 1;
    if (word && kind !== before && kind !== 'sign' && !(kind === 'latin' && before === 'ascii')) sum -= 0.7;
    if (run > 2) sum -= 0.8;
    if (!upper && !word && cased.has(kind)) sum -= 0.15;
    if (!word && neverFirst.has(char)) sum -= 1;
    if (upper) capitals++;
    before = kind;
    beforeUpper = upper;
  }
  // A whole file in capitals is rarer than an alphabet whose letters another encoding has as capitals.
  return count === 0 ? 0 : sum / count - (capitals > count * 0.8 ? 0.2 : 0);
}

/** Letters that no Cyrillic word begins with. */
const neverFirst = new Set('ьъыЬЪЫ');

type Kind = 'ascii' | 'latin' | 'cyrillic' | 'greek' | 'hebrew' | 'arabic' | 'wide' | 'sign' | 'other';
const cased = new Set<Kind>(['latin', 'cyrillic', 'greek']);

function findKind(char: string, code: number): Kind {
  if (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) return 'latin';
  if (code >= 0x400 && code <= 0x52f) return 'cyrillic';
  if (code >= 0x370 && code <= 0x3ff) return /\p{L}/u.test(char) ? 'greek' : 'sign';
  if (code >= 0x5d0 && code <= 0x5ea) return 'hebrew';
  if (code >= 0x620 && code <= 0x6d3) return 'arabic';
  if (code >= 0x2e80 && code <= 0xffef && /[\p{L}\p{M}]/u.test(char)) return 'wide';
  return 'sign';
}

function rateChar(char: string, code: number, kind: Kind, encoding: ImportEncoding): number {
  if (kind === 'wide') return rateWide(char, code, encoding);
  if (kind === 'latin') {
    const place = latinLetters[encoding]?.indexOf(char.toLowerCase()) ?? -1;
    return place < 0 ? -0.3 : 0.75 - place / 100;
  }
  if (kind === 'sign') {
    if (usualSigns.has(char)) return 0.5;
    // Controls, private use, box drawing and what could not be decoded at all.
    if (code === 0xfffd || code < 0xa0) return -6;
    if ((code >= 0xe000 && code <= 0xf8ff) || (code >= 0x2500 && code <= 0x25ff)) return -3;
    return -0.8;
  }
  return ranks.get(char.toLowerCase()) ?? -0.5;
}

function rateWide(char: string, code: number, encoding: ImportEncoding): number {
  const isKana = code >= 0x3041 && code <= 0x30ff;
  const isHangul = code >= 0xac00 && code <= 0xd7a3;
  const isHan = code >= 0x4e00 && code <= 0x9fff;
  if (encoding === 'gb18030') {
    if (isHan) return han.gb18030.has(char) ? 1 : 0.35;
    return isKana || isHangul ? -0.4 : -1;
  }
  if (encoding === 'big5') return isHan ? (han.big5.has(char) ? 1 : 0.3) : -0.6;
  if (encoding === 'euc-kr') return isHangul ? 0.85 : isHan ? -0.3 : -0.6;
  if (isKana) return 1;
  // Half-width katakana is what Chinese read as Japanese turns into.
  return isHan ? 0.45 : code >= 0xff61 && code <= 0xff9f ? -0.6 : -1;
}
