import { afterAll, beforeAll, expect, test } from 'vitest';
import { ann } from '../harness/access-server.ts';
import { eventually, withJourney } from '../harness/journey.ts';
import { expectText, leadsList, listAllLeads, readReceipt } from '../harness/journey-pages.ts';
import { type RunningServer, startServer } from '../harness/journey-server.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('first-visit');
const demoPeople = 700;
let server: RunningServer;
let visitor: Visitor;

beforeAll(async () => {
  server = await startServer();
  visitor = await journey.open(server.url);
});
afterAll(() => server?.stop());

test('the first visit leads to set-up, in the language one chooses', async () => {
  const { page, look } = visitor;
  await page.goto('/');
  await page.waitForURL('**/setup');
  await look('set-up');
  const form = page.locator('form');
  await form.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('listbox').getByRole('option', { name: 'Română' }).click();
  await page.getByRole('heading', { level: 1, name: /Bun venit/ }).waitFor();
  await look('set-up-in-romanian');
  await form.getByRole('combobox', { name: 'Limbă' }).click();
  await page.getByRole('listbox').getByRole('option', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: /Welcome/ }).waitFor();
});

test('what is missing is said beside each field, and the workspace is made once all is there', async () => {
  const { page, look } = visitor;
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await page.getByText('The workspace needs a name').waitFor();
  await look('set-up-with-problems');
  await page.getByLabel('Workspace name').fill(ann.workspace_name);
  await page.getByLabel('Your name').fill(ann.name);
  await page.getByLabel('E-mail').fill(ann.email);
  await page.getByLabel('Password', { exact: true }).fill(ann.password);
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await page.waitForURL('**/start');
  await look('after-set-up');
});

test('the demo company fills while one looks on', async () => {
  const { page, look, call } = visitor;
  // As large as a story needs, not as large as one who explores likes it.
  await page.route('**/api/demo', (route) =>
    route.request().method() === 'POST'
      ? route.continue({ postData: JSON.stringify({ people: demoPeople }) })
      : route.fallback(),
  );
  await page.getByRole('button', { name: 'Make the demo company' }).click();
  await page.getByRole('button', { name: 'See its leads' }).click();
  const list = leadsList(page);
  const seen = new Set<number>();
  await eventually(async () => {
    seen.add(await list.readCount());
    const { body } = await call('GET', '/api/demo');
    expect(body.demo.people_done).toBe(demoPeople);
  }, 60_000);
  await list.rows.first().waitFor();
  const all = (await listAllLeads(call)).length;
  await eventually(async () => expect(await list.readCount()).toBe(all));
  expect([...seen]).toEqual([...seen].sort((a, b) => a - b));
  await look('leads');
  await page.getByRole('link', { name: 'Getting started' }).click();
  await page.getByText('The demo company is ready').waitFor();
  await look('demo-is-ready');
  await page.getByRole('button', { name: 'See its leads' }).click();
  await list.rows.first().waitFor();
});

test('the best leads stand on top, all the way down', async () => {
  const { page } = visitor;
  const list = leadsList(page);
  const readScores = async () => (await list.readColumn('score.total')).map((text) => Number.parseInt(text, 10));
  const top = await readScores();
  expect(top.length).toBeGreaterThan(10);
  expect(top).toEqual(top.toSorted((a, b) => b - a));
  await page.keyboard.press('End');
  await list.active.waitFor();
  const bottom = await readScores();
  expect(bottom).toEqual(bottom.toSorted((a, b) => b - a));
  expect(bottom[0]).toBeLessThanOrEqual(top.at(-1) ?? 0);
  await page.keyboard.press('Home');
});

test('a condition put together in the editor leaves those it holds for, said in words', async () => {
  const { page, look, call } = visitor;
  const list = leadsList(page);
  const before = await list.readCount();
  await page.getByRole('button', { name: 'Filter' }).click();
  const editor = page.getByRole('dialog');
  await editor.getByRole('combobox', { name: 'Field' }).fill('Job title');
  await page.getByRole('option', { name: 'Job title' }).click();
  await editor.getByRole('combobox', { name: 'Value' }).fill('director');
  await page.keyboard.press('Enter');
  await editor.getByText(/Job title contains.*director/i).waitFor();
  await eventually(async () => expect(await list.readCount()).toBeLessThan(before));
  await look('filter');
  await editor.getByRole('button', { name: 'Done' }).click();
  const holds = (await listAllLeads(call)).filter(({ title }) => /director/i.test(title ?? ''));
  expect(holds.length).toBeGreaterThan(0);
  expect(await list.readCount()).toBe(holds.length);
});

test('columns are chosen, and what one has put together is kept as a view', async () => {
  const { page, look } = visitor;
  const list = leadsList(page);
  await page.getByRole('button', { name: 'Columns' }).click();
  const menu = page.getByRole('dialog', { name: 'Columns' });
  await menu.getByRole('checkbox', { name: 'Job title' }).check();
  await look('columns');
  await page.keyboard.press('Escape');
  await list.grid.getByRole('columnheader', { name: 'Job title' }).waitFor();
  for (const title of await list.readColumn('person.title')) expect(title).toMatch(/director/i);

  await page.getByRole('button', { name: 'Save as view' }).click();
  await page.getByRole('dialog', { name: 'New view' }).getByLabel('Name').fill('Directors');
  await look('save-view');
  await page.getByRole('dialog', { name: 'New view' }).getByRole('button', { name: 'Save' }).click();
  const tab = page.getByRole('link', { name: 'Directors' });
  await tab.waitFor();
  await page.goto('/leads');
  await tab.click();
  await list.grid.getByRole('columnheader', { name: 'Job title' }).waitFor();
  await look('view');
  for (const title of await list.readColumn('person.title')) expect(title).toMatch(/director/i);
});

test('search finds people by their name while one types', async () => {
  const { page } = visitor;
  await page.getByRole('link', { name: 'All', exact: true }).click();
  const list = leadsList(page);
  await eventually(async () => expect((await list.readNames()).length).toBeGreaterThan(5));
  const all = await list.readCount();
  const [, , name = ''] = await list.readNames();
  const word = name.split(' ').at(-1) ?? '';
  await page.keyboard.press('s');
  await page.keyboard.type(word);
  await eventually(async () => {
    const names = await list.readNames();
    expect(names.length).toBeGreaterThan(0);
    expect(await list.readCount()).toBeLessThan(all);
    expect(names.filter((each) => !each.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
  });
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.keyboard.press('Escape');
  await eventually(async () => expect(await list.readCount()).toBe(all));
});

test('j and k move, x selects, Enter opens', async () => {
  const { page, look } = visitor;
  const list = leadsList(page);
  await list.rows.first().waitFor();
  for (const key of ['Home', 'j', 'j', 'k', 'x']) await page.keyboard.press(key);
  await page.getByText('1 selected').waitFor();
  await look('selected');
  await page.keyboard.press('Escape');
  await page.getByText('1 selected').waitFor({ state: 'detached' });
  const [, second = ''] = await list.readNames();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/leads\/\d+/);
  await page.getByRole('heading', { level: 1, name: second, exact: true }).waitFor();
  await look('lead');
});

test('the lines of the receipt add up to the number shown', async () => {
  const { page } = visitor;
  const receipt = await readReceipt(page.getByRole('region', { name: 'Score', exact: true }));
  expect(receipt.shown).toBe(receipt.total);
  expect(receipt.sections.length).toBeGreaterThan(1);
  for (const { name, points, lines } of receipt.sections) {
    expect(lines.length, name).toBeGreaterThan(0);
    // Each line is shown to a tenth.
    expect(Math.abs(sum(lines) - points), name).toBeLessThanOrEqual(0.051 * lines.length);
  }
  expect(sum(receipt.sections) + sum(receipt.closing)).toBe(receipt.total);
});

test('the course ends at the number shown', async () => {
  const { page, look } = visitor;
  const card = page.getByRole('region', { name: 'Score', exact: true });
  const { shown } = await readReceipt(card);
  await card.locator('figure svg path').first().waitFor();
  await card.getByRole('button', { name: 'Show as a table' }).click();
  const newest = card.locator('figure tbody tr').first();
  expect(Number(await newest.locator('td').last().textContent())).toBe(shown);
  await look('course-as-table');
  await card.getByRole('button', { name: 'Show as a picture' }).click();
});

test('pointing at a line of the receipt lights up its touches, and each touch opens as it came', async () => {
  const { page, look } = visitor;
  const card = page.getByRole('region', { name: 'Score', exact: true });
  await card.locator('tr[data-points="true"]').first().hover();
  await page.locator('li[data-lit="true"]').first().waitFor();
  await look('receipt-pointed-at');
  await page.getByRole('region', { name: 'Activity' }).locator('ol li button').first().click();
  const drawer = page.getByRole('dialog', { name: 'As it came' });
  await drawer.getByText('Recognised by').waitFor();
  await look('touch-as-it-came');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
});

test('a field is edited in its place and the change can be taken back', async () => {
  const { page, look } = visitor;
  const field = page.getByRole('button', { name: /^Job title: / });
  const before = (await field.textContent()) ?? '';
  await field.click();
  await page.getByRole('textbox', { name: 'Job title' }).fill('Head of Plumbing');
  await page.keyboard.press('Enter');
  await page.getByText('Job title changed').waitFor();
  await expectText(field, 'Head of Plumbing');
  await look('field-changed');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectText(field, before);
});

test('a note is written, removed, and brought back', async () => {
  const { page, look } = visitor;
  const text = 'Asked for a call on Thursday, after the fair in Chișinău';
  const timeline = page.getByRole('region', { name: 'Activity' });
  await page.keyboard.press('w');
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
  const note = timeline.locator('li').filter({ hasText: text });
  await note.waitFor();
  await note.hover();
  await look('note');
  await note.getByRole('button', { name: 'Remove the note' }).click();
  await page.getByText('Note removed').waitFor();
  await note.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await note.waitFor();
});

test('a lead is given to somebody by hand, and the timeline says who did it', async () => {
  const { page, look } = visitor;
  await page.keyboard.press('a');
  const options = page.getByRole('option');
  await options.nth(1).waitFor();
  await look('choosing-an-owner');
  const name = (await options.nth(1).locator('.pl-truncate').textContent()) ?? '';
  await options.nth(1).click();
  await page.getByRole('button', { name: `Owner: ${name}. Change` }).waitFor();
  await page
    .getByText(`Ann gave this to ${name}`)
    .or(page.getByText(new RegExp(`Ann moved this .* to ${name}`)))
    .waitFor();
});

test('the palette finds a person from anywhere', async () => {
  const { page, look } = visitor;
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await page.getByRole('link', { name: 'Scoring' }).click();
  await look('scoring');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').locator('input:focus').waitFor();
  await page.keyboard.type(name);
  const found = page.getByRole('button', { name }).or(page.getByRole('option', { name })).first();
  await found.waitFor();
  await look('palette');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/leads\/\d+/);
});

test('signing out ends the session; a wrong password is refused in words, the right one leads back', async () => {
  const { page, look } = visitor;
  await page.getByRole('button', { name: 'Ann: account' }).click();
  await look('account');
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await look('sign-in');
  await page.goto('/leads');
  await page.waitForURL(/\/sign-in\?to=/);
  await page.getByLabel('E-mail').fill(ann.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The address or the password is not right.').waitFor();
  await look('sign-in-refused');
  await page.getByLabel('Password', { exact: true }).fill(ann.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/leads');
  // Back where one works: the demo company is a place one goes to.
  await page.getByRole('heading', { name: 'No leads yet' }).waitFor();
  await look('signed-in-again');
});

const sum = (lines: { points: number }[]) => lines.reduce((all, { points }) => all + points, 0);
