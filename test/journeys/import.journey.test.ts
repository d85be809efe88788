import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { beforeAll, expect, inject, test } from 'vitest';
import { eventually, withJourney } from '../harness/journey.ts';
import { leadsList } from '../harness/journey-pages.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('import');

/** A list as an office program in Moscow saves it: semicolons, windows-1251, one row twice, two rows that are no good. */
const rows = [
  'Имя;Фамилия;Должность;Компания;Рабочий e-mail;Мобильный телефон;Бюджет;Выставка',
  'Анна;Кузнецова;Директор по маркетингу;ООО «Ромашка»;anna@romashka-import.ru;+7 912 345-67-89;120 000;Экспо-2026',
  'Борис;Ёлкин;Инженер;ЗАО «Север»;boris@sever-import.ru;+7 495 123-45-67;80 000;Экспо-2026',
  'Вера;Щукина;Начальник отдела;ООО «Ромашка»;vera@romashka-import.ru;;45 500,50;',
  'Глеб;Жданов;"Руководитель; закупки";АО «Юг»;gleb@yug-import.ru;+7 863 200-11-22;;Экспо-2026',
  'Вера;Щукина;Начальник отдела;ООО «Ромашка»;vera@romashka-import.ru;;45 500,50;',
  ';;;;;;;n/a',
  'Дарья;только имя',
];
const file = {
  name: 'выставка.csv',
  mimeType: 'text/csv',
  buffer: iconv.encode(`${rows.join('\r\n')}\r\n`, 'win1251'),
};
const people = 4;

let visitor: Visitor;
let before = 0;
const main = () => visitor.page.getByRole('main');
const figure = (name: string) =>
  main()
    .locator('dl > div')
    .filter({ has: visitor.page.getByText(name, { exact: true }) })
    .locator('dd');
const readFigure = async (name: string) => Number.parseInt((await figure(name).textContent()) ?? '', 10);

beforeAll(async () => {
  visitor = await journey.open(inject('journeyUrl'), { dark: true });
  await visitor.signIn();
  before = (await visitor.call('POST', '/api/leads/count', { kind: 'all' })).body.count;
});

/** Brings a file to the imports screen and waits until its encoding and layout have been read. */
async function bring(given: typeof file): Promise<void> {
  await visitor.page.goto('/imports');
  await visitor.page.locator('input[type="file"]').setInputFiles(given);
  await visitor.page.waitForURL(/\/imports\/\d+/);
}

test('a file in an old Cyrillic encoding with semicolons is read as it was meant', async () => {
  const { page, look } = visitor;
  await page.goto('/imports');
  await look('imports');
  await bring(file);
  await page.getByRole('button', { name: 'This reads right' }).waitFor();
  await main().getByText('Директор по маркетингу').waitFor();
  expect(await page.getByRole('combobox', { name: 'Encoding' }).inputValue()).toMatch(/1251/);
  expect(await page.getByRole('combobox', { name: 'Between cells' }).inputValue()).toMatch(/Semicolon/);
  await look('file');
});

test('its Russian columns find their places, and one that was not known is given a place by hand', async () => {
  const { page, look } = visitor;
  await page.getByRole('button', { name: 'This reads right' }).click();
  const target = (column: string) => page.getByRole('combobox', { name: `Where ${column} goes` });
  await target('Выставка').waitFor();
  const placed = ['Имя', 'Фамилия', 'Должность', 'Компания', 'Рабочий e-mail', 'Мобильный телефон', 'Бюджет'];
  expect(await Promise.all(placed.map((column) => target(column).inputValue()))).toEqual([
    'First name',
    'Last name',
    'Job title',
    'Company',
    'E-mail',
    'Phone',
    'Budget',
  ]);
  await look('columns');
  await target('Выставка').fill('asks for');
  await page.getByRole('option', { name: 'What the lead asks for' }).click();
  await page.getByText('By hand').waitFor();
  await look('columns-corrected');
});

test('a dry run says what would happen, and writes nothing', async () => {
  const { page, look, call } = visitor;
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await page.getByRole('button', { name: `Bring in ${people} rows` }).waitFor();
  expect(await readFigure('New people')).toBe(people);
  expect(await readFigure('Known people')).toBe(0);
  expect(await readFigure('Leads')).toBe(people);
  expect(await readFigure('New companies')).toBe(3);
  expect(await readFigure('Were here before')).toBe(1);
  expect(await readFigure('Would be rejected')).toBe(2);
  await page.getByText('Too few cells').first().waitFor();
  await page.getByText('Names nobody').first().waitFor();
  await look('dry-run');
  expect((await call('POST', '/api/leads/count', { kind: 'all' })).body.count).toBe(before);
});

test('started, it brings each person once and says what became of every row', async () => {
  const { page, look } = visitor;
  await page.getByRole('button', { name: /^Bring in \d rows/ }).click();
  await page.getByText('Done. The rejected rows are not in.').waitFor();
  expect(await readFigure('Kept')).toBe(people);
  expect(await readFigure('Repeated')).toBe(1);
  expect(await readFigure('Rejected')).toBe(2);
  expect(await readFigure('New people')).toBe(people);
  expect(await readFigure('Leads')).toBe(people);
  expect(await readFigure('New companies')).toBe(3);
  await look('result');
});

test('the rejected rows come as a file with the reason beside each', async () => {
  const { page } = visitor;
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const saved = await coming;
  const [head = '', ...lines] = (await readFile(await saved.path(), 'utf8')).trim().split(/\r?\n/);
  expect(head).toMatch(/^\ufeff?row,reason,detail,Имя,Фамилия/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^\d+,nobody,.*n\/a/);
  expect(lines[1]).toMatch(/^\d+,too_few_cells,.*Дарья,только имя/);
});

test('the people are in the list, under their own letters', async () => {
  const { page, look, call } = visitor;
  await page
    .getByRole('link', { name: 'See the people' })
    .or(page.getByRole('button', { name: 'See the people' }))
    .click();
  await page.waitForURL(/\/leads/);
  const list = leadsList(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('romashka-import.ru');
  await eventually(async () => expect((await list.readNames()).toSorted()).toEqual(['Анна Кузнецова', 'Вера Щукина']));
  await look('people');
  await list.row('Анна Кузнецова').click();
  await page.getByRole('heading', { level: 1, name: 'Анна Кузнецова' }).waitFor();
  await page.getByText('Директор по маркетингу').first().waitFor();
  await look('lead-from-a-file');
  expect((await call('POST', '/api/leads/count', { kind: 'all' })).body.count).toBe(before + people);
});

test('the same file once more changes nothing, and says so before one starts', async () => {
  const { page, look, call } = visitor;
  await bring(file);
  await page.getByRole('button', { name: 'Check and start' }).click();
  await eventually(async () => expect(await readFigure('Were here before')).toBeGreaterThanOrEqual(people));
  expect(await readFigure('Would be kept')).toBe(0);
  expect(await page.getByRole('button', { name: /^Bring in 0 rows/ }).isDisabled()).toBe(true);
  await look('again');
  expect((await call('POST', '/api/leads/count', { kind: 'all' })).body.count).toBe(before + people);
});
