import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = import.meta.dirname;
const web = join(here, '..');
const languages = ['en', 'ru', 'zh', 'ro'];
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Looked up by names the server gives: a field, an option of a field. */
const NAMED_BY_DATA = /^fields:/;

type Texts = Map<string, string>;

/** Every text of a language under `namespace:key.path`. */
function readTexts(language: string): Texts {
  const texts: Texts = new Map();
  const walk = (node: unknown, path: string) => {
    if (typeof node === 'string') texts.set(path, node);
    else
      for (const [key, child] of Object.entries(node as object))
        walk(child, path.endsWith(':') ? path + key : `${path}.${key}`);
  };
  for (const file of readdirSync(join(here, language)))
    walk(JSON.parse(readFileSync(join(here, language, file), 'utf8')), `${file.replace('.json', '')}:`);
  return texts;
}

const withoutPlural = (texts: Texts) => new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')));
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name as string);

const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.endsWith('.d.ts'))
  .map((path) => readFileSync(join(web, path), 'utf8'))
  .join('\n');

const english = readTexts('en');
const all = new Map(languages.map((language) => [language, readTexts(language)]));

describe.each(languages.filter((language) => language !== 'en'))('%s', (language) => {
  const texts = all.get(language) as Texts;

  it('has every key that English has, and no other', () => {
    expect([...withoutPlural(texts)].toSorted()).toEqual([...withoutPlural(english)].toSorted());
  });

  it('has the placeholders that English has', () => {
    const union = (of: Texts, base: string) =>
      new Set([...of].filter(([key]) => key.replace(PLURAL, '') === base).flatMap(([, text]) => placeholders(text)));
    for (const base of withoutPlural(english))
      expect([...union(texts, base)].toSorted(), base).toEqual([...union(english, base)].toSorted());
  });
});

it.each(languages)('%s has every plural form that its grammar has', (language) => {
  const texts = all.get(language) as Texts;
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
  const forms = Map.groupBy(
    [...texts.keys()].filter((key) => PLURAL.test(key)),
    (key) => key.replace(PLURAL, ''),
  );
  for (const [base, keys] of forms)
    expect(keys.map((key) => PLURAL.exec(key)?.[1]).toSorted(), base).toEqual(categories);
});

it('a number that a plural form stands for is in the text, unless the form stands for one number only', () => {
  const onlyOne: Record<string, string[]> = { en: ['one'], ro: ['one'], ru: [], zh: [] };
  for (const [language, texts] of all)
    for (const [key, text] of texts) {
      const form = PLURAL.exec(key)?.[1];
      if (form === undefined || onlyOne[language]?.includes(form)) continue;
      if (/^conditions:units\./.test(key)) continue;
      expect(
        placeholders(text).some((name) => name === 'count' || name === 'shown'),
        `${language} ${key}`,
      ).toBe(true);
    }
});

it('every text is used', () => {
  const used = [...withoutPlural(english)].filter((key) => !isUsed(key));
  expect(used).toEqual([]);
});

it('every text that is asked for exists', () => {
  const keys = withoutPlural(english);
  const namespaces = new Set([...keys].map((key) => key.slice(0, key.indexOf(':'))));
  const asked = [...sources.matchAll(/['"`](\w+:[\w.<>=!]+)['"`]/g)].map(([, key]) => key as string);
  const missing = asked.filter((key) => namespaces.has(key.slice(0, key.indexOf(':'))) && !keys.has(key));
  expect(missing).toEqual([]);
});

/** Whether a key stands in the source whole, or as a template's beginning and end around what varies. */
function isUsed(key: string): boolean {
  if (NAMED_BY_DATA.test(key)) return true;
  if (sources.includes(`'${key}'`) || sources.includes(`"${key}"`)) return true;
  return templates.some((template) => template.test(key));
}

const templates = [...sources.matchAll(/`(\w+:[^`]*\$\{[^`]*)`/g)].map(
  ([, text]) =>
    new RegExp(
      `^${(text as string)
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('[^:]+')}$`,
    ),
);
