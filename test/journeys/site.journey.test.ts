import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually, withJourney } from '../harness/journey.ts';
import { leadsList, readReceipt, watchLoads } from '../harness/journey-pages.ts';
import { openSite, type Site } from '../harness/journey-site.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('site');
let site: Site;
let marketer: Visitor;
let list: Visitor;
let stranger: Visitor;
let tracker = '';
let form = '';

beforeAll(async () => {
  site = await openSite();
  marketer = await journey.open(inject('journeyUrl'));
  await marketer.signIn();
  list = await marketer.openTab();
  stranger = await journey.open(site.origin);
});
afterAll(() => site?.close());

const code = (name: string) => marketer.page.getByRole('region', { name, exact: true }).getByRole('code').first();

test('a site that has no key yet is given one, and the code to paste', async () => {
  const { page, look } = marketer;
  await page.goto('/settings/site');
  await page.getByRole('heading', { name: 'Your site needs a key first' }).waitFor();
  await look('no-key');
  await page.getByRole('button', { name: 'Make a key for the site' }).click();
  tracker = (await code('Tracker').textContent()) ?? '';
  form = (await code('Form without JavaScript').textContent()) ?? '';
  expect(tracker).toMatch(/^<script async src="http:\/\/\S+\/tracker.js"\s+data-write-key="\S+"><\/script>$/);
  expect(form).toContain(inject('journeyUrl'));
  await page.getByText('Listening. Open a page of your site in another tab.').waitFor();
  await look('listening');
});

test('pasted into a site elsewhere, it is heard while one looks on', async () => {
  const { page, look } = marketer;
  const loads = watchLoads(page);
  site.publish('/', { title: 'Vane pumps', head: tracker, body: '<h1>Vane pumps</h1><a href="/prices">Prices</a>' });
  site.publish('/prices', { title: 'What pumps cost', head: tracker, body: '<a href="/demo">Ask for a demo</a>' });
  site.publish('/contact', { title: 'Write to us', head: '', body: form });
  site.publish('/demo', {
    title: 'Ask for a demo',
    head: tracker,
    body: `<form data-plumb-form="demo" action="/thanks"><input name="name" autocomplete="name"><input name="email" type="email">
      <input name="job_title"><button>Send</button></form>`,
  });
  site.publish('/thanks', { title: 'Thank you', head: tracker, body: '<h1>Thank you</h1>' });
  await stranger.page.goto('/');
  await page.locator('[data-heard="true"]').getByText('We hear you.').waitFor();
  await page.getByRole('list', { name: 'We hear you.' }).getByText(`${site.origin}/`).waitFor();
  expect(loads.count()).toBe(0);
  await look('heard');
});

test('who fills in a form there stands in the list a moment later, without reloading', async () => {
  const { page, look } = list;
  const leads = leadsList(page);
  await page.goto('/leads');
  await leads.grid.waitFor();
  await leads.count.waitFor();
  const before = await leads.readCount();
  const loads = watchLoads(page);
  await stranger.page.getByRole('link', { name: 'Prices' }).click();
  await stranger.page.getByRole('link', { name: 'Ask for a demo' }).click();
  await stranger.page.locator('[name="name"]').fill('Ilie Vântu');
  await stranger.page.locator('[name="email"]').fill('ilie@vantu-pumps.ro');
  await stranger.page.locator('[name="job_title"]').fill('Director de producție');
  await stranger.page.getByRole('button', { name: 'Send' }).click();
  await stranger.page.getByRole('heading', { name: 'Thank you' }).waitFor();
  await leads.row('Ilie Vântu').waitFor();
  await eventually(async () => expect(await leads.readCount()).toBe(before + 1));
  expect(loads.count()).toBe(0);
  await look('lead-appears');
});

test('the pages seen before the form are theirs, and the points for them', async () => {
  const { page, look } = list;
  await leadsList(page).row('Ilie Vântu').click();
  await page.getByRole('heading', { level: 1, name: 'Ilie Vântu' }).waitFor();
  const timeline = page.getByRole('region', { name: 'Activity' });
  for (const title of ['Vane pumps', 'What pumps cost']) await timeline.getByText(title).first().waitFor();
  await page.getByText('Director de producție').first().waitFor();
  const receipt = await readReceipt(page.getByRole('region', { name: 'Score', exact: true }));
  expect(receipt.total).toBeGreaterThan(0);
  await look('trail');
});

test('while their page is open, what they do next arrives in it', async () => {
  const { page } = list;
  const loads = watchLoads(page);
  site.publish('/again', { title: 'Third visit this week', head: tracker, body: '' });
  await stranger.page.goto('/again');
  await page.getByRole('region', { name: 'Activity' }).getByText('Third visit this week').waitFor();
  expect(loads.count()).toBe(0);
});

test('the form for sites without scripts thanks its sender and brings a lead too', async () => {
  const { page } = list;
  await page.goto('/leads');
  await leadsList(page).grid.waitFor();
  const visitor = stranger.page;
  await visitor.goto('/contact');
  await visitor.getByLabel('Your name').fill('Ольга Насосова');
  await visitor.getByLabel('E-mail').fill('olga@nasosova.example.com');
  await visitor.getByLabel('You may write to me').check();
  await visitor.getByRole('button', { name: 'Send' }).click();
  await visitor.getByRole('heading').first().waitFor();
  await stranger.look('thank-you');
  await leadsList(page).row('Ольга Насосова').waitFor();
});
