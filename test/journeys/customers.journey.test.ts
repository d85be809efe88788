import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, withJourney } from '../harness/journey.ts';
import { setUpProgram } from '../harness/journey-program.ts';
import { type RunningServer, startServer } from '../harness/journey-server.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('customers');
let server: RunningServer;
let marketer: Visitor;
let company = 0;

beforeAll(async () => {
  server = await startServer();
  await setUpProgram(server.url);
  marketer = await journey.open(server.url);
  await marketer.signIn();
});
afterAll(() => server?.stop());

/** The screen in a tab that is about the demo company: said before the program runs there, which says what it was about. */
async function enter(page: Page) {
  await page.addInitScript((id) => sessionStorage.setItem('plumb-workspace', String(id)), company);
  await page.goto('/scoring/profiles/customers');
}

test('where nobody has bought, the screen says what a purchase is told by', async () => {
  const { page, look } = marketer;
  await page.goto('/scoring/profiles');
  await page.getByRole('link', { name: 'Learn from customers' }).click();
  await page.getByRole('heading', { name: 'Nobody has bought yet' }).waitFor();
  await page.getByText(/the first touch that says they bought/).waitFor();
  await look('nobody');
  await page.getByRole('link', { name: 'What counts as won' }).click();
  await page.getByText(/^A win: Event is Order Won/).waitFor();
});

test('a year of the demo company shows who its customers are and what they did before', async () => {
  const { page, call, look } = marketer;
  ({ workspace_id: company } = (await call('POST', '/api/demo', { people: 900 })).body);
  await enter(page);
  await eventually(async () => expect((await call('GET', '/api/demo')).body.demo.people_done).toBe(900), 30_000);
  await page.reload();
  await page.getByRole('heading', { name: 'What they did before they bought' }).waitFor();
  await page.getByText(/\d+ customers, beside \d+ others\./).waitFor();
  await look('customers');
});

test('what they did becomes points of a draft, which nobody is scored by yet', async () => {
  const { page, call } = marketer;
  await page.getByRole('checkbox', { name: 'Choose: Inquiry made' }).check();
  await page.getByRole('button', { name: 'Add as points' }).click();
  const points = page.getByRole('textbox', { name: 'Points for Inquiry made' });
  await eventually(async () => expect(await points.inputValue()).toBe('10'));
  await points.fill('7');
  await page.getByRole('button', { name: 'Add to the draft' }).click();
  await page.getByRole('button', { name: 'Open the draft' }).click();
  await page.getByRole('tree', { name: 'Rules of the model' }).getByText('Learnt from customers').waitFor();
  const [model] = (await call('GET', '/api/models')).body.models;
  const { document, state } = (await call('GET', `/api/models/${model.model_id}/versions/${model.draft_version}`)).body;
  expect(state).toBe('draft');
  expect(document.dimensions.at(-1).groups.at(-1)).toMatchObject({
    name: 'Learnt from customers',
    terms: [{ name: 'Inquiry made', kind: 'count', comparison: '>=', count: 1, points: 7 }],
  });
});

test('a group of customers becomes a persona', async () => {
  const { page, call } = marketer;
  await page.goto('/scoring/profiles/customers');
  const by = page.getByRole('combobox', { name: 'Divided by' });
  await by.click();
  await page.getByRole('option', { name: /^Language/ }).click();
  const english = page.getByRole('article', { name: 'English (en)' });
  await english.getByRole('button', { name: 'Save as persona' }).click();
  await page.getByRole('button', { name: 'Make the profile' }).click();
  await page.getByText('English (en) is there').waitFor();
  const { profiles } = (await call('GET', '/api/profiles')).body;
  expect(profiles).toMatchObject([
    {
      kind: 'persona',
      name: 'English (en)',
      when: { rules: [{ field: 'person.language', operator: '=', value: 'en' }] },
    },
  ]);
});

test('on a phone each trait and each step is read one under the other', async () => {
  const phone = await journey.open(server.url, { phone: true, dark: true });
  await phone.signIn();
  await enter(phone.page);
  await phone.page.getByRole('heading', { name: 'What they did before they bought' }).waitFor();
  await phone.look('phone');
});
