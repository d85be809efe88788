import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, withJourney } from '../harness/journey.ts';
import { leadsList, watchLoads } from '../harness/journey-pages.ts';
import { setUpProgram } from '../harness/journey-program.ts';
import { type RunningServer, startServer } from '../harness/journey-server.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('trouble');
let server: RunningServer;
let visitor: Visitor;

beforeAll(async () => {
  server = await startServer();
  await setUpProgram(server.url);
  visitor = await journey.open(server.url);
  await visitor.signIn();
});
afterAll(() => server?.stop());

const countPeople = async () => (await visitor.call('POST', '/api/leads/count', { kind: 'all' })).body.count;

test.each([
  ['/leads', 'No leads yet', 'Bring leads in'],
  ['/leads?kind=interest', 'No interests', 'New lead'],
  ['/imports', 'Export a list from wherever your leads live now', 'Choose a file'],
  ['/settings/keys', 'No keys yet', 'New key'],
  ['/settings/fields', 'No fields of your own yet', 'New field'],
  ['/settings/site', 'Your site needs a key first', 'Make a key for the site'],
  ['/sources/unreadable', 'Everything was understood', undefined],
  ['/start', 'Welcome to Acme', 'Import a file'],
])('%s says what is missing and what to do', async (path, text, action) => {
  const { page, look } = visitor;
  await page.goto(path);
  await page.getByRole('main').getByText(text).first().waitFor();
  if (action !== undefined) {
    const step = { name: action };
    await page
      .getByRole('main')
      .getByRole('button', step)
      .or(page.getByRole('main').getByRole('link', step))
      .first()
      .waitFor();
  }
  await look(`empty-${path.replaceAll(/\W+/g, '-').slice(1)}`);
});

test('a double click enters a lead once, and makes a key once', async () => {
  const { page, call } = visitor;
  await page.goto('/leads');
  await page.getByRole('main').getByRole('button', { name: 'New lead' }).first().click();
  const form = page.getByRole('dialog', { name: 'New lead' });
  await form.getByLabel('Name', { exact: true }).fill('Nadia Twice');
  await form.getByLabel('E-mail').fill('nadia@twice.example.com');
  await form.getByRole('button', { name: 'Add', exact: true }).dblclick();
  await page.getByRole('heading', { level: 1, name: 'Nadia Twice' }).waitFor();
  const entered = page.getByRole('region', { name: 'Activity' }).getByText('Was entered');
  await entered.waitFor();
  expect(await entered.count()).toBe(1);
  expect(await countPeople()).toBe(1);
  await page.goto('/settings/site');
  await page.getByRole('button', { name: 'Make a key for the site' }).dblclick();
  await page.getByRole('region', { name: 'Tracker', exact: true }).waitFor();
  expect((await call('GET', '/api/keys')).body.keys).toHaveLength(1);
});

test('an address at which nothing lives says so and leads back', async () => {
  const { page, look } = visitor;
  for (const path of ['/nowhere', '/leads/999999999', '/leads/abc', '/imports/77', '/settings/nothing']) {
    await page.goto(path);
    await page
      .getByRole('heading', { name: /^(Nothing lives at this address|Not found|Something in the input is not right)$/ })
      .waitFor();
  }
  await page.goto('/leads/999999999');
  await page.getByRole('alert').waitFor();
  await look('unknown-lead');
  await page.getByRole('link', { name: 'Go to the start' }).click();
  await leadsList(page).row('Nadia Twice').waitFor();
});

test('a link whose filter means nothing here is refused in words, and the way on is open', async () => {
  const { page, look } = visitor;
  const filter = { combinator: 'and', rules: [{ field: 'person.shoe_size', operator: '>', value: 43 }] };
  await page.goto(`/leads?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  await page.getByRole('alert').getByRole('heading', { name: 'The filter cannot be understood' }).waitFor();
  await look('bad-filter');
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await leadsList(page).row('Nadia Twice').waitFor();
  await page.goto('/leads?filter=nonsense&sort=nothing.at.all&view=abc&selected=x');
  await leadsList(page).grid.waitFor();
});

test('a fault of the server is told with what to quote, and another try mends it', async () => {
  const { page, look } = visitor;
  const answer = { code: 'internal', status: 500, title: 'Internal', instance: 'urn:request:r-4711' };
  const json = { status: 500, contentType: 'application/problem+json', body: JSON.stringify(answer) };
  await page.route('**/api/leads/query', (route) => route.fulfill(json));
  await page.goto('/leads');
  const alert = page.getByRole('alert');
  await alert.getByRole('heading', { name: 'Something went wrong on the server' }).waitFor();
  await alert.getByText('r-4711').waitFor();
  await look('server-fault');
  await page.unroute('**/api/leads/query');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await leadsList(page).row('Nadia Twice').waitFor();
  expect(journey.takeFaults().every((fault) => fault.startsWith('500: POST'))).toBe(true);
});

test('a change that is refused is taken back before one’s eyes, with the reason', async () => {
  const { page, look } = visitor;
  await leadsList(page).row('Nadia Twice').click();
  const field = page.getByRole('button', { name: /^Name: / });
  await field.waitFor();
  await page.route('**/api/people/*/fields', (route) => route.abort('connectionrefused'));
  await field.click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Nadia Thrice');
  await page.keyboard.press('Enter');
  await page.getByText('No answer from the server').waitFor();
  await eventually(async () => expect(await field.textContent()).toBe('Nadia Twice'));
  await look('refused-change');
  await page.unroute('**/api/people/*/fields');
});

test('with the server gone the screen says that it is not live; all is back when it is, without reloading', async () => {
  const { page, look, call } = visitor;
  await page.goto('/leads');
  const list = leadsList(page);
  await list.row('Nadia Twice').waitFor();
  // The other screens have been fetched meanwhile.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /sources-page/.test(name)),
  );
  const loads = watchLoads(page);
  await server.kill();
  await page.getByRole('status').getByText('Not live').waitFor();
  await list.row('Nadia Twice').waitFor();
  await page.getByRole('link', { name: 'Sources' }).click();
  await page.getByRole('alert').getByRole('heading', { name: 'No answer from the server' }).waitFor();
  await look('server-gone');
  await server.restart();
  await call('POST', '/api/leads', {
    source: 'manual',
    email: 'after@crash.example.com',
    person: { full_name: 'Axel After' },
  });
  await page.getByRole('status').getByText('Not live').waitFor({ state: 'detached', timeout: 40_000 });
  await page.getByRole('table').first().waitFor();
  await page.getByRole('link', { name: 'Leads' }).click();
  await list.row('Nadia Twice').waitFor();
  await list.row('Axel After').waitFor();
  expect(loads.count()).toBe(0);
  journey.takeFaults();
});

test('when the session has ended elsewhere, the next step leads to sign-in and from there back', async () => {
  const { page, call } = visitor;
  await call('DELETE', '/api/session');
  await page.getByRole('link', { name: 'Scoring' }).click();
  await page.waitForURL(/\/sign-in\?to=/);
});
