import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { guessEncoding } from './guess-encoding.ts';

/** Small files as they come out of offices, in the languages that each encoding was made for. */
const texts: [string, string][] = [
  ['windows-1251', 'Имя;Фамилия;Компания\nАнна;Кузнецова;ООО «Ромашка»\nБорис;Ёлкин;ЗАО Север'],
  ['windows-1251', 'Иван Петров, директор'],
  ['windows-1251', '№;НАЗВАНИЕ;ТЕЛЕФОН\n1;Группа компаний;8 800'],
  ['windows-1251', 'Ім’я,Компанія\nІрина Шевченко,ТОВ «Київ»'],
  ['koi8-r', 'Имя;Фамилия;Компания\nАнна;Кузнецова;ООО Ромашка'],
  ['ibm866', 'Имя;Фамилия;Компания\nАнна;Кузнецова;ООО Ромашка'],
  ['iso-8859-5', 'Имя;Фамилия;Компания\nАнна;Кузнецова;ООО Ромашка'],
  ['windows-1252', 'Vorname;Nachname;Straße\nJürgen;Müller;Großgasse'],
  ['windows-1252', 'Prénom,Société\nZoë,Société Générale d’Exemple'],
  ['windows-1252', 'Descripción;Región\nJosé Núñez;Año'],
  ['windows-1252', 'Søren,Ågård,Blåbær ApS'],
  ['windows-1250', 'Łukasz;Żółć;Proszę o ofertę;śląsk'],
  ['windows-1250', 'Nume;Oraş\nIon Păun;Bucureşti\nŞtefan Ţară;Iaşi'],
  ['iso-8859-2', 'Łukasz;Żółć;Proszę o ofertę;śląsk'],
  ['windows-1254', 'Ayşe,Yılmaz,İstanbul,Şirket Örnek A.Ş.'],
  ['windows-1253', 'Γιώργος,Παπαδόπουλος,Παράδειγμα Α.Ε.\nΕλένη,Κωνσταντίνου,Δοκιμή'],
  ['windows-1255', 'דוד,כהן,דוגמה\nשרה,לוי,בדיקה,אשמח להצעת מחיר'],
  ['windows-1256', 'أحمد,العلي,شركة المثال\nفاطمة,حسن,مؤسسة الاختبار,شكرا'],
  ['gb18030', '姓名,公司,手机\n王伟,上海示例科技有限公司,138\n李芳,北京测试（集团）股份有限公司'],
  ['gb18030', '客户,备注\n赵六,想了解企业版报价，请联系我'],
  ['big5', '姓名,公司,電話\n王小明,台灣範例股份有限公司,02\n陳怡君,測試科技有限公司,請與我聯絡'],
  ['shift_jis', '氏名,会社名,電話\n山田太郎,株式会社サンプル,03\n鈴木花子,有限会社テスト,資料請求'],
  ['euc-jp', '氏名,会社名,電話\n山田太郎,株式会社サンプル,03\n鈴木花子,有限会社テスト,資料請求'],
  ['euc-kr', '이름,회사,전화\n김민수,(주)예제,02\n이지은,테스트주식회사,데모 가능할까요'],
  ['utf-8', 'Имя,姓名,Zoë'],
  ['utf-16le', 'Имя,姓名,Zoë, and more'],
  ['utf-16be', 'Имя,姓名,Zoë, and more'],
];

test.each(texts)('%s: %j', (encoding, text) => {
  const bytes = iconv.encode(text, encoding);
  const guess = guessEncoding({ head: bytes, foreign: bytes, isUtf8: isUtf8(bytes) });
  // Some encodings have the same letters at the same places; what counts is what is read.
  expect(new TextDecoder(guess).decode(bytes)).toBe(text);
});

test('a byte order mark settles it', () => {
  for (const [encoding, expected] of [
    ['utf16le', 'utf-16le'],
    ['utf16be', 'utf-16be'],
    ['utf8', 'utf-8'],
  ] as const) {
    const bytes = iconv.encode('a,b', encoding, { addBOM: true });
    expect(guessEncoding({ head: bytes, foreign: bytes, isUtf8: true })).toBe(expected);
  }
});

test.each([
  ['PK\x03\x04rest', 'Excel workbook'],
  ['\xd0\xcf\x11\xe0rest', 'old Excel workbook'],
  ['%PDF-1.7', 'PDF'],
  ['\x1f\x8bx', 'compressed'],
  ['\xff\xfe\x00\x00a', 'UTF-32'],
  ['\x01\x02\x03\x04\x05\x06\x07\x08', 'no text'],
])('what is no text is refused by name: %j', (head, message) => {
  const bytes = Buffer.from(head, 'latin1');
  expect(() => guessEncoding({ head: bytes, foreign: bytes, isUtf8: false })).toThrow(message);
});
