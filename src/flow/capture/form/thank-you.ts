import { type Language, languages } from '../../../access/contract.ts';

const texts: Record<Language, { title: string; thanks: string; back: string; failed: string; again: string }> = {
  en: {
    title: 'Thank you',
    thanks: 'Your message has been received. We will be in touch.',
    back: 'Back to the page',
    failed: 'This did not work',
    again: 'Please go back and try again in a moment.',
  },
  ru: {
    title: 'Спасибо',
    thanks: 'Ваше сообщение получено. Мы свяжемся с вами.',
    back: 'Вернуться на страницу',
    failed: 'Не получилось',
    again: 'Пожалуйста, вернитесь назад и попробуйте ещё раз чуть позже.',
  },
  zh: {
    title: '谢谢',
    thanks: '我们已收到您的信息，会尽快与您联系。',
    back: '返回页面',
    failed: '提交未成功',
    again: '请返回上一页，稍后再试。',
  },
  ro: {
    title: 'Mulțumim',
    thanks: 'Mesajul dumneavoastră a fost primit. Vă vom contacta.',
    back: 'Înapoi la pagină',
    failed: 'Nu a reușit',
    again: 'Vă rugăm să reveniți și să încercați din nou peste puțin timp.',
  },
};

/** The language to answer a visitor in: the form's own word, else the browser's first that we speak, else English. */
export function chooseLanguage(said: string | undefined, acceptLanguage: string | undefined): Language {
  const wanted = [said ?? '', ...(acceptLanguage ?? '').split(',')].map((tag) => tag.trim().slice(0, 2).toLowerCase());
  return (
    languages.find((language) => language === wanted.find((tag) => (languages as readonly string[]).includes(tag))) ??
    'en'
  );
}

/** The page for a visitor without JavaScript whose form names no page to return to. `back` must have been checked. */
export function writeThankYouPage(language: Language, back: string | undefined): string {
  const { title, thanks, back: label } = texts[language];
  const link = back === undefined ? '' : `<p><a href="${escapeHtml(back)}">${label}</a></p>`;
  return writePage(language, title, `<p>${thanks}</p>${link}`);
}

/** The page for a visitor without JavaScript whose form could not be taken. */
export function writeSorryPage(language: Language): string {
  return writePage(language, texts[language].failed, `<p>${texts[language].again}</p>`);
}

function writePage(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title>
<style>
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-content:center;text-align:center;padding:24px;font:16px/1.5 system-ui,sans-serif}
h1{font-size:24px;font-weight:600;margin:0 0 8px}
p{margin:0 0 16px;max-width:36em}
</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
