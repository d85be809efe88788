import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { withJourney } from '../harness/journey.ts';
import { type Language, listTexts, listUntranslated } from '../harness/journey-texts.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('languages');
const url = inject('journeyUrl');

/** Names as long as they come: in words, and in one piece. */
const long = {
  name: 'Maximiliane-Wilhelmine von und zu Hohenstein-Württemberg-Sigmaringen',
  title: 'Leiterin der Abteilung für grenzüberschreitende Beschaffung, Qualitätssicherung und Nachhaltigkeit',
  company: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  email: 'maximiliane-wilhelmine.von-und-zu-hohenstein@beschaffung.donaudampfschifffahrt.example.com',
  file: 'Выгрузка_контактов_с_международной_выставки_промышленного_оборудования_2026_итоговая_версия.csv',
};

let admin: Visitor;
/** `width` names those that have a screen of their own only there; `anew` those that differ from the one before in a part only. */
let screens: { name: string; path: string; width?: 'narrow'; anew?: true }[] = [];
/** What people and the workspace have named themselves: data, in whatever language it came. */
let data: ReadonlySet<string>;

beforeAll(async () => {
  admin = await journey.open(url);
  await admin.signIn();
  const make = async (path: string, body: object) => {
    const answer = await admin.call('POST', path, body);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  };
  const { person_id } = await make('/api/leads', {
    source: 'manual',
    email: long.email,
    person: { full_name: long.name, title: long.title, company_name: long.company },
    message: `${long.title}. `.repeat(8),
  });
  const { source_id } = await make('/api/sources', { name: long.title, channel: 'event' });
  const everybody = { combinator: 'and', rules: [] };
  const { profile_id } = await make('/api/profiles', { kind: 'persona', name: long.company, when: everybody });
  const stages = ['a', 'b', 'c'].map((key, at) => ({
    ...{ key, name: long.title, when: everybody, feeling: { face: at + 2, text: long.name } },
    ...{ obstacles: long.company, questions: '', offers: '', known_from: ['crm', 'site'] },
  }));
  const mapped = await admin.call('PUT', `/api/profiles/${profile_id}/journey`, { stages, over: 0 });
  expect(mapped.status).toBe(200);
  const { interview_id } = await make('/api/interviews', {});
  const said = {
    industries: { best: [long.company] },
    titles: { look: [long.title] },
    best_customers: { text: long.name },
  };
  await admin.call('PUT', `/api/interviews/${interview_id}`, { answers: said, over: 0 });
  const definition = {
    kind: 'all',
    sort: { by: 'total', direction: 'desc' },
    columns: ['score.total', 'person.title'],
  };
  await make('/api/views', { name: long.company.slice(0, 60), shared: false, definition });
  await admin.page.goto('/imports');
  const rows = `E-mail;${long.title}\nx@y.example.com;${long.company}\n`;
  const file = { name: long.file, mimeType: 'text/csv', buffer: Buffer.from(rows) };
  await admin.page.locator('input[type="file"]').setInputFiles(file);
  await admin.page.waitForURL(/\/imports\/\d+/);
  const importPath = new URL(admin.page.url()).pathname;
  const [model] = (await admin.call('GET', '/api/models')).body.models;
  const told = ['/api/sources', '/api/audit', '/api/profiles', `/api/models/${model.model_id}/versions/1`];
  const answers = await Promise.all(told.map((path) => admin.call('GET', path)));
  expect(answers.map(({ status }) => status)).toEqual(told.map(() => 200));
  data = new Set(['E-mail', ...answers.flatMap(({ body }) => listStrings(body))]);
  const settings = ['me', 'workspace', 'people', 'fields', 'rule', 'temperature', 'site', 'keys', 'audit'];
  screens = [
    { name: 'leads', path: '/leads' },
    { name: 'lead', path: `/leads/${person_id}` },
    { name: 'score', path: `/leads/${person_id}?tab=thinking`, width: 'narrow', anew: true },
    { name: 'who', path: `/leads/${person_id}?tab=who`, width: 'narrow', anew: true },
    { name: 'imports', path: '/imports' },
    { name: 'import-file', path: `${importPath}?step=file` },
    { name: 'import-columns', path: `${importPath}?step=columns`, anew: true },
    { name: 'scoring', path: '/scoring' },
    { name: 'profiles', path: '/scoring/profiles' },
    { name: 'customers', path: '/scoring/profiles/customers' },
    { name: 'journey', path: `/scoring/profiles/${profile_id}/journey` },
    { name: 'interviews', path: '/scoring/interviews' },
    { name: 'said', path: '/scoring/interviews?tab=said', anew: true },
    { name: 'interview', path: `/scoring/interviews/${interview_id}` },
    { name: 'validity', path: '/scoring/validity' },
    { name: 'sources', path: '/sources' },
    { name: 'source', path: `/sources/${source_id}` },
    { name: 'start', path: '/start' },
    ...settings.map((section) => ({ name: section, path: `/settings/${section}` })),
  ];
});
afterAll(() => admin?.call('PATCH', '/api/me', { language: 'en' }));

/** Each language once in light and once in dark, at a desk and on a phone. How accessible a screen is depends on its language little. */
test.each([
  { language: 'en', darkDesk: false },
  { language: 'ru', darkDesk: true },
  { language: 'zh', darkDesk: false },
  { language: 'ro', darkDesk: true },
] as const)('every screen is whole in $language, wide and narrow', async ({ language, darkDesk }) => {
  await admin.call('PATCH', '/api/me', { language });
  const looked = language === 'en' || language === 'ru';
  const [desk, phone] = await Promise.all([
    journey.open(url, { language, dark: darkDesk }),
    journey.open(url, { language, dark: !darkDesk, phone: true }),
  ]);
  await Promise.all([desk.signIn(), phone.signIn()]);
  const foreign: string[] = [];
  const walk = async (visitor: Visitor, look: (name: string) => Promise<void>, width: string) => {
    await visitor.page.goto(screens[0]?.path ?? '/');
    for (const { name, path, width: only = width, anew = false } of screens) {
      if (only !== width) continue;
      await (anew ? visitor.page.goto(path) : goInside(visitor.page, path));
      expect(await visitor.page.evaluate(() => document.documentElement.lang)).toMatch(new RegExp(`^${language}`));
      await look(`${language}-${width}-${name}`);
      foreign.push(...(await listForeign(visitor, language)).map((text) => `${name}: ${text}`));
    }
  };
  await Promise.all([
    walk(desk, looked ? desk.look : desk.glance, 'wide'),
    walk(phone, language === 'en' ? phone.look : phone.glance, 'narrow'),
  ]);
  expect(foreign).toEqual([]);
  await Promise.all([desk.context.close(), phone.context.close()]);
});

/** Goes to another screen as a link does, and waits until that one stands instead of the one before. */
async function goInside(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    if (to === location.pathname + location.search) return;
    document.querySelector('main h1')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
  }, path);
  await page.locator('main h1:not([data-left])').first().waitFor();
}

/** English words on the screen that are the interface's own, not somebody's data. */
async function listForeign({ page }: Visitor, language: Language): Promise<string[]> {
  if (language === 'en') return [];
  return listUntranslated(await listTexts(page), language).filter((text) => !data.has(text));
}

/** Every text in an answer, names of properties included. */
function listStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(listStrings)];
}
