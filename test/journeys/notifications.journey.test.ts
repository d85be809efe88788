import { beforeAll, expect, inject, test } from 'vitest';
import { eventually, withJourney } from '../harness/journey.ts';
import { readReceipt, watchLoads } from '../harness/journey-pages.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('notifications');
const url = inject('journeyUrl');
const nadia = { name: 'Nadia', email: 'nadia@example.com', password: 'a copper kettle 56' };

let admin: Visitor;
let owner: Visitor;
let lead = 0;
let other = 0;

beforeAll(async () => {
  admin = await journey.open(url);
  await admin.signIn();
  const { body } = await admin.call('POST', '/api/invitations', { email: nadia.email, role: 'salesperson' });
  owner = await journey.open(url);
  const token = String(body.link).split('#')[1];
  const { name, password } = nadia;
  await owner.call('POST', '/api/invitations/accept', { token, name, password });
  const { body: me } = await owner.call('GET', '/api/me');
  const enter = async (full_name: string, email: string) => {
    const person = { full_name, title: 'Buyer' };
    const made = await admin.call('POST', '/api/leads', { source: 'manual', email, person });
    const path = `/api/people/${made.body.person_id}/owner`;
    expect((await admin.call('PUT', path, { owner_id: me.user.user_id })).status).toBe(200);
    return made.body.person_id as number;
  };
  lead = await enter('Galina Vrabie', 'galina@vrabie.md');
  other = await enter('Horia Vrabie', 'horia@vrabie.md');
});

const give = async (person: number, points: number) => {
  const adjustment = { dimension: 'engagement', points, reason: 'Asked for a contract', ends_at: null };
  expect((await admin.call('POST', `/api/people/${person}/adjustments`, adjustment)).status).toBe(201);
};
const bell = ({ page }: Visitor, name: string) => page.getByRole('banner').getByRole('button', { name, exact: true });
const list = ({ page }: Visitor) => page.getByRole('dialog', { name: 'Notifications' });

test('who has nothing to know yet is told what will stand there', async () => {
  const { page, look } = owner;
  await page.goto('/leads');
  await bell(owner, 'Notifications').click();
  await list(owner).getByText('Nothing to tell you yet').waitFor();
  await look('nothing-yet');
  await page.keyboard.press('Escape');
  await list(owner).waitFor({ state: 'detached' });
});

test('an owner hears at once that points given by hand made a lead of theirs hot, and why', async () => {
  const { page, look } = owner;
  const loads = watchLoads(page);
  await give(lead, 60);
  await bell(owner, 'Notifications, 1 unread').waitFor();
  await page
    .getByRole('status')
    .getByText('New notification. Galina Vrabie. Risen to “Hot”')
    .waitFor({ state: 'attached' });
  expect(loads.count()).toBe(0);
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await list(owner)
    .getByRole('link', { name: /Galina Vrabie.*\+60 Asked for a contract/ })
    .waitFor();
  await look('told');
  await admin.page.goto('/leads');
  await bell(admin, 'Notifications').waitFor();
});

test('Enter opens the lead at its receipt, which has that line, and the notification is read', async () => {
  const { page, look } = owner;
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Galina Vrabie' }).waitFor();
  const { sections } = await readReceipt(page.getByRole('region', { name: 'Score', exact: true }));
  expect(sections.flatMap(({ lines }) => lines.map(({ points }) => points))).toContain(60);
  await bell(owner, 'Notifications').waitFor();
  await look('opened');
  await eventually(async () => expect((await owner.call('GET', '/api/notifications')).body.unread).toBe(0));
});

test('all are read in one step, and on the phone and in every other tab too', async () => {
  const phone = await journey.open(url, { phone: true, dark: true });
  await phone.signIn(nadia);
  await phone.page.goto('/leads');
  await give(lead, -50);
  await give(other, 60);
  await bell(phone, 'Notifications, 2 unread').click();
  await list(phone).getByText('Fallen to').waitFor();
  await phone.look('phone');
  await bell(owner, 'Notifications, 2 unread').waitFor();
  await list(phone).getByRole('button', { name: 'Mark all as read' }).click();
  await bell(owner, 'Notifications').waitFor();
  await phone.context.close();
});

test('what also goes by e-mail is chosen, kept, and said to wait for a mail server', async () => {
  const { page, look } = owner;
  await bell(owner, 'Notifications').click();
  await list(owner).getByRole('link', { name: 'What you get by e-mail' }).click();
  await page.waitForURL('**/settings/me');
  await page.getByRole('note').getByText('PLUMB_SMTP_URL').waitFor();
  const warmer = page.getByRole('switch', { name: 'A lead of mine becomes warmer' });
  const cooler = page.getByRole('switch', { name: 'A lead of mine cools down' });
  expect([await warmer.isChecked(), await cooler.isChecked()]).toEqual([true, false]);
  await cooler.check();
  await warmer.uncheck();
  await look('e-mails');
  const kept = { mail_up: false, mail_down: true, can_mail: false };
  await eventually(async () => expect((await owner.call('GET', '/api/notifications/settings')).body).toEqual(kept));
  await page.reload();
  await cooler.waitFor();
  expect([await warmer.isChecked(), await cooler.isChecked()]).toEqual([false, true]);
});
