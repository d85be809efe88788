import i18next from 'i18next';
import { useSyncExternalStore } from 'react';

/** The languages of the interface, each under its own name. */
export const LANGUAGES = { en: 'English', ru: 'Русский', zh: '中文', ro: 'Română' } as const;

export type Language = keyof typeof LANGUAGES;

const STORED = 'plumb-language';
const catalogues: Record<Language, () => Promise<{ default: Record<string, Record<string, unknown>> }>> = {
  en: () => import('./catalogues/en.ts'),
  ru: () => import('./catalogues/ru.ts'),
  zh: () => import('./catalogues/zh.ts'),
  ro: () => import('./catalogues/ro.ts'),
};

/** Whether a tag such as `ru` names a language the interface has. */
export function isLanguage(tag: string | null | undefined): tag is Language {
  return tag != null && Object.hasOwn(LANGUAGES, tag);
}

/** The language to begin with: the one chosen before on this device, else the browser's first that we have, else English. */
export function firstLanguage(): Language {
  const stored = readStored();
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/**
 * The locale for numbers and dates in a language: the browser's own variety of it (en-GB, zh-TW) where it names one, so that
 * an English interface in Britain does not write American dates.
 */
export function localeOf(language: Language): string {
  return (
    navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ??
    { en: 'en', ru: 'ru-RU', zh: 'zh-CN', ro: 'ro-RO' }[language]
  );
}

/** Begins translation with every catalogue of the first language loaded: no text ever flashes as its key. */
export async function startTranslation(): Promise<void> {
  await i18next.init({
    resources: {},
    fallbackLng: 'en',
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  await changeLanguage(firstLanguage());
}

/** Loads a language's catalogues (one request, once) and switches every text to it; remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'common')) {
    const { default: files } = await catalogues[language]();
    for (const [path, texts] of Object.entries(files))
      i18next.addResourceBundle(language, /([\w-]+)\.json$/.exec(path)?.[1] ?? path, texts);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

type Translate = typeof i18next.t;

let translate: { language: string; t: Translate } = { language: '', t: i18next.t };

/** One function for each language, so that what depends on it is made anew exactly when the language changes. */
function translateNow(): Translate {
  const { language } = i18next;
  if (translate.language !== language) translate = { language, t: i18next.getFixedT(language) as Translate };
  return translate.t;
}

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}

/** The translating function over all catalogues (`t('leads:title')`), new after a change of language. */
export function useT(): Translate {
  return useSyncExternalStore(subscribe, translateNow);
}

/** The language shown now. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => (isLanguage(i18next.language) ? i18next.language : 'en'));
}
