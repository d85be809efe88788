import { afterAll, beforeAll, expect, test } from 'vitest';
import { ann } from '../harness/access-server.ts';
import { eventually, withJourney } from '../harness/journey.ts';
import { leadsList } from '../harness/journey-pages.ts';
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

/** Every lead of the workspace, read page by page without any filter. Scores may move meanwhile, so each is taken once. */
async function listAllLeads(call: Visitor['call']): Promise<{ title: string | null }[]> {
  const people = new Map<number, { title: string | null }>();
  for (let after: string | undefined; ; ) {
    const { body } = await call('POST', '/api/leads/query', { limit: 200, after });
    for (const row of body.rows) people.set(row.person_id, row);
    if (body.next === null) return [...people.values()];
    after = body.next;
  }
}
