import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, withJourney } from '../harness/journey.ts';
import { setUpProgram } from '../harness/journey-program.ts';
import { type RunningServer, startServer } from '../harness/journey-server.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('learning');
let server: RunningServer;
let marketer: Visitor;
let map = '';

beforeAll(async () => {
  server = await startServer();
  await setUpProgram(server.url);
  marketer = await journey.open(server.url);
  await marketer.signIn();
  const when = { combinator: 'and', rules: [{ field: 'person.title', operator: 'contains', value: 'chief' }] };
  const made = await marketer.call('POST', '/api/profiles', { kind: 'persona', name: 'Boss', when });
  map = `/scoring/profiles/${made.body.profile_id}/journey`;
  await marketer.call('POST', '/api/leads', {
    source: 'manual',
    email: 'ada@ironworks.example',
    person: { full_name: 'Ada Novak', title: 'Chief Welder' },
  });
});
afterAll(() => server?.stop());

const stage = (name: string) =>
  marketer.page.getByRole('listitem').filter({ has: marketer.page.locator(`input[value="${name}"]`) });
const names = () =>
  marketer.page
    .getByLabel('Name of the stage')
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));

test('a journey begins with a proposal, and says who is where', async () => {
  const { page, look } = marketer;
  await page.goto(map);
  await page.getByRole('button', { name: 'Propose a map' }).click();
  await page.getByText('Contract: no signal tells of it.', { exact: false }).waitFor();
  await page.getByText(/^Saved at/).waitFor();
  await stage('Awareness').getByRole('link', { name: '1 lead here' }).waitFor();
  await look('journey');
});

test('stages are written in place, moved by keys, and removed with a way back', async () => {
  const { page } = marketer;
  await stage('Awareness').getByLabel('Sticking points').fill('Hears of us late');
  await stage('Evaluation').getByRole('radio', { name: 'Doubtful' }).check({ force: true });
  await page.getByRole('button', { name: 'Move Intent' }).press('ArrowLeft');
  await eventually(async () =>
    expect(await names()).toEqual(['Awareness', 'Interest', 'Intent', 'Evaluation', 'Contract']),
  );
  await page.getByRole('button', { name: 'More about Contract' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await eventually(async () => expect(await names()).toHaveLength(4));
  await page.getByRole('button', { name: 'Undo' }).click();
  await eventually(async () => expect(await names()).toHaveLength(5));
  await page.getByText(/^Saved at/).waitFor();
  await page.reload();
  await eventually(async () => expect((await names())[2]).toBe('Intent'));
  expect(await stage('Awareness').getByLabel('Sticking points').inputValue()).toBe('Hears of us late');
});

test('whoever leaves at once has it kept, and whoever leaves without it is asked', async () => {
  const { page, look } = marketer;
  const points = () => page.getByLabel('Sticking points').first();
  const leave = () => page.getByRole('link', { name: 'All profiles' }).click();
  await points().fill('Left at once');
  await leave();
  await page.waitForURL('**/scoring/profiles');
  await page.goBack();
  expect(await points().inputValue()).toBe('Left at once');
  await page.route('**/journey', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await points().fill('Not kept yet');
  await page.getByText('Not saved, trying again · No answer from the server').waitFor();
  await look('not-kept');
  await leave();
  await look('leave');
  await page.getByRole('button', { name: 'Stay here' }).click();
  expect(await points().inputValue()).toBe('Not kept yet');
  await page.unroute('**/journey');
  await leave();
  await page.waitForURL('**/scoring/profiles');
  await page.goBack();
  expect(await points().inputValue()).toBe('Not kept yet');
});

test('whoever signs out at once has it kept too', async () => {
  const { page, signIn } = marketer;
  const points = () => page.getByLabel('Sticking points').first();
  await points().fill('Signed out at once');
  await page.getByRole('button', { name: 'Ann: account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await signIn();
  await page.goto(map);
  expect(await points().inputValue()).toBe('Signed out at once');
});

test('two tabs do not write over each other', async () => {
  const { page, openTab } = marketer;
  const first = (of: typeof page) => of.getByLabel('Name of the stage').first();
  // This tab hears of nothing that others do.
  await page.route('**/api/live', (route) => route.abort());
  await page.reload();
  await first(page).waitFor();
  const other = await openTab();
  await other.page.goto(map);
  const saved = other.page.waitForResponse((answer) => answer.request().method() === 'PUT');
  await first(other.page).fill('Hears of us');
  await saved;
  await first(page).fill('Sees us');
  await page
    .getByRole('alert')
    .getByText(/changed this/)
    .waitFor();
  await page.getByRole('button', { name: 'Take the other' }).click();
  expect(await first(page).inputValue()).toBe('Hears of us');
  await page.unroute('**/api/live');
  await other.page.close();
});

test('the lead’s page says at which stage somebody is', async () => {
  const { page } = marketer;
  await page.goto('/leads');
  await page.getByRole('link', { name: 'Ada Novak' }).first().click();
  await page.getByRole('region', { name: /^Boss: .*stage 1 of 5/ }).waitFor();
});

test('a seller answers on a phone, and what follows goes into a draft', async () => {
  const { page, look, call } = marketer;
  const phone = await journey.open(server.url, { phone: true });
  await phone.signIn();
  await phone.page.goto('/scoring/interviews');
  await phone.page.getByRole('button', { name: 'Answer the questions' }).click();
  await phone.page.getByText('Question 1 of 10').waitFor();
  await phone.page.getByRole('combobox', { name: 'Buy best' }).fill('Forestry');
  await phone.page.getByRole('textbox', { name: 'Anything else?' }).click();
  await phone.page.getByText('Certain').click();
  await phone.page.getByText(/^Saved at/).waitFor();
  await phone.look('question');
  await phone.page.getByRole('button', { name: 'What should be known before a lead is handed to you?' }).click();
  await phone.page.route('**/api/interviews/*', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await phone.page.getByRole('textbox', { name: 'Anything else?' }).fill('Their deadline');
  await phone.page.getByRole('button', { name: 'Done' }).click();
  await phone.page.getByRole('alert').getByText('No answer from the server').waitFor();
  await phone.look('not-finished');
  await phone.page.unroute('**/api/interviews/*');
  await phone.page.getByRole('button', { name: 'Done' }).click();
  await phone.page.waitForURL('**/scoring/interviews');
  await phone.context.close();
  await page.goto('/scoring/interviews?tab=said');
  await page.getByRole('checkbox', { name: 'Industry contains “Forestry”' }).check();
  await look('said');
  await page.getByRole('button', { name: 'Take 1 rule into the draft' }).click();
  await page.getByText('Taken already, gives +10').waitFor();
  await page.getByRole('link', { name: 'Open the draft' }).waitFor();
  const { body } = await call('GET', '/api/models');
  expect(body.models[0].draft_version).toBe(2);
});
