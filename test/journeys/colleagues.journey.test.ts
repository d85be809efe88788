import { beforeAll, expect, inject, test } from 'vitest';
import { eventually, withJourney } from '../harness/journey.ts';
import { leadsList, watchLoads } from '../harness/journey-pages.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('colleagues');
const url = inject('journeyUrl');
const boris = { name: 'Boris', email: 'boris@example.com', password: 'a wooden boat 12' };
const vera = { name: 'Vera', email: 'vera@example.com', password: 'a paper lamp 34' };

let admin: Visitor;
let seller: Visitor;
let viewer: Visitor;
/** Two leads: one becomes Boris's, the other stays nobody's. */
let given = 0;
let kept = 0;

beforeAll(async () => {
  admin = await journey.open(url);
  await admin.signIn();
  const enter = async (full_name: string, email: string) => {
    const person = { full_name, title: 'Buyer' };
    return (await admin.call('POST', '/api/leads', { source: 'manual', email, person })).body.person_id;
  };
  given = await enter('Dora Grindeanu', 'dora@grindeanu.ro');
  kept = await enter('Emil Grindeanu', 'emil@grindeanu.ro');
});

/** The list of leads, with both of them alone in it. */
async function openList({ page }: Visitor): Promise<ReturnType<typeof leadsList>> {
  await page.goto('/leads?search=grindeanu');
  const list = leadsList(page);
  await list.row('Dora Grindeanu').waitFor();
  return list;
}

test('a colleague is invited by a link, and comes in by it', async () => {
  const { page, look } = admin;
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').getByLabel('E-mail').fill(boris.email);
  await look('invite');
  await page.getByRole('dialog').getByRole('button', { name: 'Make the invitation' }).click();
  const made = page.getByRole('dialog', { name: `Invitation for ${boris.email}` });
  await made.waitFor();
  await look('invitation-made');
  const link = (await made.getByRole('code').textContent()) ?? '';
  expect(link).toContain(`${url}/invitation#`);
  await made.getByRole('button', { name: 'I have copied it' }).click();

  seller = await journey.open(url);
  await seller.page.goto(link);
  await seller.page.getByRole('heading', { name: 'Join Acme' }).waitFor();
  await seller.page.getByLabel('Your name').fill(boris.name);
  await seller.page.getByLabel('Password', { exact: true }).fill(boris.password);
  await seller.look('join');
  await seller.page.getByRole('button', { name: 'Join' }).click();
  await seller.page.waitForURL('**/leads');
  await page.getByRole('table', { name: 'Members' }).getByText(boris.email).waitFor();
});

test('a lead that is given to somebody is theirs on their screen at once', async () => {
  const list = await openList(seller);
  const loads = watchLoads(seller.page);
  await openList(admin);
  await leadsList(admin.page).row('Dora Grindeanu').click();
  await admin.page.getByRole('button', { name: 'Owner: No owner. Change' }).click();
  await admin.page.getByRole('option', { name: 'Boris' }).click();
  await list.row('Dora Grindeanu').getByText('Boris').waitFor();
  expect(loads.count()).toBe(0);
});

test('what one changes about a person, and writes, the other sees without reloading', async () => {
  await leadsList(seller.page).row('Dora Grindeanu').click();
  await seller.page.getByRole('heading', { level: 1, name: 'Dora Grindeanu' }).waitFor();
  const loads = [watchLoads(seller.page), watchLoads(admin.page)];
  await admin.page.getByRole('button', { name: /^Job title: / }).click();
  await admin.page.getByRole('textbox', { name: 'Job title' }).fill('Head of procurement');
  await admin.page.keyboard.press('Enter');
  await seller.page.getByRole('button', { name: /^Job title: Head of procurement/ }).waitFor();
  await seller.page.keyboard.press('w');
  await seller.page.keyboard.type('Called: wants an offer by Friday');
  await seller.page.keyboard.press('Control+Enter');
  const note = admin.page.getByRole('region', { name: 'Activity' }).getByText('Called: wants an offer by Friday');
  await note.waitFor();
  expect(loads.map(({ count }) => count())).toEqual([0, 0]);
  await admin.look('seen-by-the-other');
});

test('two tabs of one person say the same', async () => {
  const tab = await seller.openTab();
  await tab.page.goto(`/leads/${given}`);
  await tab.page.getByRole('button', { name: /^Job title: / }).click();
  await tab.page.getByRole('textbox', { name: 'Job title' }).fill('Chief buyer');
  await tab.page.keyboard.press('Enter');
  await seller.page.getByRole('button', { name: /^Job title: Chief buyer/ }).waitFor();
  await tab.page.close();
});

test('once salespeople see their own leads only, others are gone from their screens', async () => {
  const { page, look } = admin;
  const list = await openList(seller);
  await list.row('Emil Grindeanu').waitFor();
  const loads = watchLoads(seller.page);
  await page.goto('/settings/workspace');
  await page.getByRole('radio', { name: 'Their own' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await look('who-sees-what');
  await list.row('Emil Grindeanu').waitFor({ state: 'detached' });
  await eventually(async () => expect(await list.readNames()).toEqual(['Dora Grindeanu']));
  expect(loads.count()).toBe(0);
  await seller.look('own-leads');
});

test('a link to somebody else’s lead says that there is nothing to see, not that it is broken', async () => {
  const { page, look, call } = seller;
  expect((await call('GET', `/api/people/${kept}`)).status).toBe(404);
  await page.goto(`/leads/${kept}`);
  await page.getByRole('alert').getByRole('heading', { name: 'Not found' }).waitFor();
  await look('not-mine');
});

test('who may not, gets neither the places nor the buttons, and a readable refusal behind them', async () => {
  const { page, look, call } = seller;
  await page.goto('/leads');
  await leadsList(page).row('Dora Grindeanu').waitFor();
  const rail = page.getByRole('navigation');
  await rail.getByRole('link', { name: 'Leads' }).waitFor();
  expect(await rail.getByRole('link', { name: 'Imports' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /Export|Download/ }).count()).toBe(0);
  for (const path of ['/api/imports', '/api/keys', '/api/audit']) {
    const { status, body } = await call('GET', path);
    expect([path, status, body.code]).toEqual([path, 403, 'forbidden']);
  }
  await page.goto('/settings/keys');
  await page.getByRole('heading', { name: 'Nothing lives at this address' }).waitFor();
  await look('no-place-for-me');
  await page.goto('/imports');
  await page.getByText('Not allowed').first().waitFor();
  await look('refused');
});

test('a viewer reads everything and is offered nothing to change', async () => {
  const { body } = await admin.call('POST', '/api/invitations', { email: vera.email, role: 'viewer' });
  viewer = await journey.open(url, { phone: true, dark: true });
  const { page, look } = viewer;
  await page.goto(body.link);
  await page.getByLabel('Your name').fill(vera.name);
  await page.getByLabel('Password', { exact: true }).fill(vera.password);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.waitForURL('**/leads');
  await page.goto(`/leads/${given}`);
  await page.getByRole('heading', { level: 1, name: 'Dora Grindeanu' }).waitFor();
  await look('viewer-on-a-phone');
  expect(await page.getByRole('textbox', { name: /note/i }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /Change$/ }).count()).toBe(0);
});

test('somebody made head of sales sees all again, and somebody removed sees nothing any more', async () => {
  const { page, look } = admin;
  const list = await openList(seller);
  const loads = watchLoads(seller.page);
  await page.goto('/settings/people');
  await page.getByRole('combobox', { name: 'Role of Boris' }).click();
  await page.getByRole('option', { name: 'Head of sales' }).click();
  await page.getByText('Boris is now: Head of sales').waitFor();
  await list.row('Emil Grindeanu').waitFor();
  await seller.page.getByRole('navigation').getByRole('link', { name: 'Imports' }).waitFor();
  expect(loads.count()).toBe(0);
  await page.getByRole('button', { name: 'More about Boris' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await look('remove-somebody');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Boris is removed').waitFor();
  await seller.page.getByRole('heading', { name: 'You belong to no workspace any more' }).waitFor();
  expect(await seller.page.getByText('Grindeanu').count()).toBe(0);
  await seller.look('belongs-nowhere');
  await seller.page.getByRole('button', { name: 'Sign out' }).click();
  await seller.page.waitForURL('**/sign-in');
  await admin.call('PATCH', '/api/workspace', { salespeople_see: 'all' });
});
