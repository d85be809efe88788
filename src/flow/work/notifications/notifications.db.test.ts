import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinAs, type TestBrowser } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import { byPlumb } from '../../../access/audit.ts';
import { inWorkspace } from '../../../base/db.ts';
import { runDueJobs } from '../../../base/jobs.ts';
import { silentLog as log } from '../../../base/log.ts';
import { type Mailer, openMailer } from '../../../base/mail.ts';

import { wireFlow } from '../../flow.ts';
import { rescoreAll } from '../../scoring/index.ts';
import { makeLive, saveDraft } from '../../scoring/publish.ts';
import { mailNotificationsJob } from './jobs.ts';

const db = await withDatabase();
const { administrator, openBrowser, workspaceId, arrive } = await withWorkServer(db, { canMail: true });
const jobs = wireFlow();
let bob: TestBrowser;
let bobId = '';

/** What a real SMTP server took, as it came. */
const letters: { to: string[]; text: string }[] = [];
let refusing = false;
const smtp = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  authOptional: true,
  onData(stream, session, done) {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => {
      if (refusing) return done(new Error('mailbox full'));
      const to = session.envelope.rcptTo.map(({ address }) => address);
      letters.push({ to, text: Buffer.concat(pieces).toString() });
      done();
    });
  },
});
let mailer: Mailer;

beforeAll(async () => {
  bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'salesperson' });
  bobId = (await bob.call('GET', '/api/me')).body.user.user_id;
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  mailer = openMailer(`smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, 'Plumb <plumb@example.com>');
});
afterAll(async () => {
  mailer.close();
  await new Promise<void>((closed) => smtp.close(closed));
});

const outward = () => ({ mailer, publicUrl: 'https://plumb.example.com' });
const work = () => runDueJobs(db, jobs, { log, outward: outward() });
const mail = () =>
  mailNotificationsJob.handle(
    {
      db,
      log,
      now: Date.now(),
      signal: new AbortController().signal,
      workspace_id: null,
      attempt: 1,
      outward: outward(),
    },
    {},
  );
const told = async (to: TestBrowser) => (await to.call('GET', '/api/notifications')).body;

/** A lead of Bob's, cold until something happens. */
async function lead(
  name: string,
  fields: { full_name?: string } = { full_name: name },
): Promise<{ person_id: number; email: string }> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@fern.example`;
  const { person_id } = await arrive({ email }, { fields: { email, ...fields } });
  const given = await administrator.call('PUT', `/api/people/${person_id}/owner`, { owner_id: bobId });
  expect(given.status).toBe(200);
  await work();
  return { person_id, email };
}
const adjust = (person: number, points: number) =>
  bob.call('POST', `/api/people/${person}/adjustments`, {
    dimension: 'engagement',
    points,
    reason: 'Asked for a contract',
    ends_at: null,
  });

test('an owner hears on the screen and by e-mail that a lead became hot, with the reason, once', async () => {
  const { person_id } = await lead('Mia Alder');
  expect((await adjust(person_id, 60)).status).toBe(201);
  await work();
  const { notifications, unread } = await told(bob);
  expect(unread).toBe(1);
  expect(notifications[0]).toMatchObject({
    kind: 'crossed',
    person_id,
    read_at: null,
    content: {
      name: 'Mia Alder',
      from_band: 'cold',
      is_up: true,
      reasons: [{ label: 'Asked for a contract', points: 60 }],
    },
  });
  expect(await told(administrator)).toMatchObject({ notifications: [], unread: 0 });
  await mail();
  await mail();
  expect(letters).toHaveLength(1);
  expect(letters[0]?.to).toEqual(['bob@example.com']);
  expect(letters[0]?.text).toContain(`https://plumb.example.com/leads/${person_id}`);
  expect(letters[0]?.text).toContain('Asked for a contract');
  expect((await bob.call('POST', '/api/notifications/read', {})).body).toEqual({ read: 1 });
  expect((await told(bob)).unread).toBe(0);
});

test('what the mail server does not take is sent later, and a way down only goes by e-mail where that is wished for', async () => {
  letters.length = 0;
  const { person_id } = await lead('Tom Beech');
  refusing = true;
  await adjust(person_id, 60);
  await work();
  await mail();
  refusing = false;
  expect(letters).toEqual([]);
  await sql`update notification set not_before = now()`.execute(db.owner);
  await mail();
  expect(letters).toHaveLength(1);
  await adjust(person_id, -50);
  await work();
  await mail();
  expect(letters).toHaveLength(1);
  expect((await told(bob)).notifications[0]).toMatchObject({ person_id, content: { is_up: false } });
  expect((await bob.call('PUT', '/api/notifications/settings', { mail_up: true, mail_down: true })).status).toBe(200);
  expect((await bob.call('GET', '/api/notifications/settings')).body).toEqual({
    mail_up: true,
    mail_down: true,
    can_mail: true,
  });
  await adjust(person_id, 70);
  await adjust(person_id, -70);
  await work();
  await mail();
  expect(letters).toHaveLength(3);
});

test('another version of the model tells each owner once, in one sentence', async () => {
  const people = [await lead('Una Cedar'), await lead('Vic Dogwood')];
  const [live] = (await administrator.call('GET', '/api/models')).body.models;
  const { document } = (await administrator.call('GET', `/api/models/${live.model_id}/versions/live`)).body;
  const fit = document.dimensions[0];
  fit.groups.push({
    key: 'everybody',
    name: 'Everybody',
    terms: [{ key: 'everybody', kind: 'field', points: 70, when: { combinator: 'and', rules: [] } }],
  });
  delete fit.ceiling;
  const made = await inWorkspace(db.app, workspaceId, async (tx) => {
    const { version } = await saveDraft(tx, workspaceId, byPlumb, live.model_id, document, null);
    return makeLive(tx, workspaceId, byPlumb, live.model_id, version, Date.now());
  });
  await rescoreAll(db.app, workspaceId, live.model_id, made.new_signal_ids, Date.now, 1);
  await work();
  const many = (await told(bob)).notifications.filter((each: { kind: string }) => each.kind === 'crossed_many');
  expect(many).toHaveLength(1);
  expect(many[0].content.up).toBeGreaterThanOrEqual(people.length);
});

test('a lead without a name is told of by its e-mail address, never by that of its owner', async () => {
  const rule = { combinator: 'and', rules: [{ field: 'person.email', operator: 'notNull' }] };
  expect((await administrator.call('PUT', '/api/promotion-rule', { rule })).status).toBe(200);
  const { person_id, email } = await lead('nora', {});
  await adjust(person_id, 60);
  await work();
  expect((await told(bob)).notifications[0]).toMatchObject({ person_id, content: { name: email } });
});
