import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from './source-files.ts';

export type Language = 'en' | 'ru' | 'zh' | 'ro';

/** Every text of a language, by `namespace:key.path`. */
function readCatalogue(language: Language): Map<string, string> {
  const folder = join(root, 'web/locales', language);
  const texts = new Map<string, string>();
  const walk = (node: unknown, path: string) => {
    if (typeof node === 'string') texts.set(path, node);
    else
      for (const [key, child] of Object.entries(node as object))
        walk(child, path + (path.endsWith(':') ? '' : '.') + key);
  };
  for (const file of readdirSync(folder))
    walk(JSON.parse(readFileSync(join(folder, file), 'utf8')), `${file.replace('.json', '')}:`);
  return texts;
}

const english = readCatalogue('en');
/** A key as a missing text shows it: whole, or without its namespace. */
const keys = new Set([...english.keys()].flatMap((key) => [key, key.slice(key.indexOf(':') + 1)]));
const plural = /_(zero|one|two|few|many|other)$/;
for (const key of [...keys]) keys.add(key.replace(plural, ''));

/** What a person reads or hears on the page, code aside: texts, labels, hints and placeholders. */
export function listTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent?.closest('script, style, code, pre, kbd, textarea, [hidden]') !== null) continue;
      if (parent.checkVisibility()) found.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
    return found.map((text) => text.trim()).filter((text) => text !== '');
  });
}

/** Texts that are the key of a text, or hold a place that was not filled in. */
export function listMissing(texts: string[]): string[] {
  const isKey = (text: string) => /[.:_]/.test(text) && keys.has(text);
  const hasPlace = (text: string) => /\{\{\s*[\w.]+\s*(,[^{}]*)?\}\}|\bundefined\b|\bNaN\b|\[object /.test(text);
  return [...new Set(texts.filter((text) => isKey(text) || hasPlace(text)))];
}

/** English texts of the interface that are shown although the language has words of its own for them. */
export function listUntranslated(texts: string[], language: Exclude<Language, 'en'>): string[] {
  const own = readCatalogue(language);
  const said = new Set(own.values());
  const foreign = new Set(
    [...english].filter(([key, text]) => own.get(key) !== text && !said.has(text)).map(([, text]) => text),
  );
  const bare = new Set([...keys].filter((key) => !/[.:]/.test(key)));
  return [...new Set(texts.filter((text) => (foreign.has(text) || bare.has(text)) && !said.has(text)))];
}
