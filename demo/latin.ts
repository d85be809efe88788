const cyrillic: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/**
 * A name as its owner would write it in an e-mail address: Cyrillic letter by letter (ий at a word's end becomes y),
 * Romanian without its marks. Chinese is not read here: its tables carry the pinyin.
 */
export function toLatin(name: string): string {
  return name
    .toLowerCase()
    .replace(/ий(?=$|[^а-яё])/g, 'й')
    .replace(/[а-яё]/g, (letter) => cyrillic[letter] as string)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}

/** The feminine form of a Russian surname; those that do not change (Шевченко, Черных) are given back as they are. */
export function feminineSurname(surname: string): string {
  if (/(ский|цкий|ый|ой)$/.test(surname)) return surname.replace(/(ий|ый|ой)$/, 'ая');
  return /(ов|ев|ёв|ин|ын)$/.test(surname) ? `${surname}а` : surname;
}

/** The first letter as a capital. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
