import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, withJourney } from '../harness/journey.ts';
import { readReceipt } from '../harness/journey-pages.ts';
import { setUpProgram } from '../harness/journey-program.ts';
import { type RunningServer, startServer } from '../harness/journey-server.ts';
import type { Visitor } from '../harness/journey-visitor.ts';

const journey = withJourney('scoring');
let server: RunningServer;
let marketer: Visitor;
let personId = 0;

beforeAll(async () => {
  server = await startServer();
  await setUpProgram(server.url);
  marketer = await journey.open(server.url);
  await marketer.signIn();
});
afterAll(() => server?.stop());

const scoreCard = () => marketer.page.getByRole('region', { name: 'Score', exact: true });
const part = (word: string) => marketer.page.locator(`[data-part="${word}"]`);

test('somebody has the points that the first model gives', async () => {
  const { page, call } = marketer;
  const made = await call('POST', '/api/leads', {
    source: 'manual',
    email: 'vera.novak@ironworks.example',
    person: { full_name: 'Vera Novak', title: 'Chief Underwater Welder' },
  });
  expect(made.status).toBeLessThan(300);
  personId = made.body.person_id;
  await page.goto(`/leads/${personId}`);
  const before = await readReceipt(scoreCard());
  expect(before.total).toBe(before.shown);
});

test('a rule is built without a word of code, and read aloud', async () => {
  const { page, look } = marketer;
  await page.goto('/scoring');
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('tree', { name: 'Rules of the model' }).waitFor();
  await page.getByText('Nothing changed yet').waitFor();
  await look('builder');
  await part('group.title').hover();
  await part('group.title').getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('menuitem', { name: 'Who somebody is' }).click();
  const details = page.getByRole('region', { name: 'Details' });
  await details.getByText('No condition yet: holds for nobody.').waitFor();
  await details.getByRole('combobox', { name: 'Field' }).fill('Job title');
  await page.getByRole('option', { name: 'Job title' }).click();
  await details.getByRole('combobox', { name: 'Value' }).fill('welder');
  await page.keyboard.press('Enter');
  await details.getByText('Job title contains welder').waitFor();
  await details.getByLabel('Name').fill('Welds');
  await details.getByRole('textbox', { name: 'Points' }).fill('30');
});

test('it comes first of its group, moved by keys, and every step can be taken back', async () => {
  const { page } = marketer;
  const rule = part('term.field');
  const places = async () =>
    (
      await page.locator('[data-level="3"]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-part')))
    ).indexOf('term.field');
  const last = await places();
  await rule.focus();
  for (let step = 0; step < last; step += 1) await page.keyboard.press('Alt+ArrowUp');
  await eventually(async () => expect(await places()).toBe(0));
  await page.keyboard.press('Control+z');
  await eventually(async () => expect(await places()).toBe(1));
  await page.keyboard.press('Control+Shift+z');
  await eventually(async () => expect(await places()).toBe(0));
});

test('what it does to whom is seen before anybody feels it, and the draft keeps itself', async () => {
  const { page, look, call } = marketer;
  await page.getByText(/^Saved at/).waitFor();
  const effect = page.getByRole('region', { name: 'Effect' });
  await eventually(async () => expect(await part('term.field').textContent()).toMatch(/Welds.*\+301$/));
  await effect.getByRole('slider', { name: /Where Warm begins/ }).focus();
  await page.keyboard.press('ArrowRight');
  await effect.getByRole('slider', { name: /Where Warm begins/, exact: false }).waitFor();
  await eventually(async () =>
    expect(await effect.getByRole('slider', { name: /Where Warm begins/ }).getAttribute('aria-valuenow')).toBe('26'),
  );
  await look('effect');
  const { body } = await call('GET', '/api/models');
  await eventually(async () => {
    const { body: draft } = await call('GET', `/api/models/${body.models[0].model_id}/versions/2`);
    expect(draft).toMatchObject({ state: 'draft', document: { bands: [{}, { from: 26 }, {}] } });
  });
});

test('two who edit the same draft are told of each other', async () => {
  const { page, openTab } = marketer;
  const other = await openTab();
  await other.page.goto('/scoring/edit?part=term.field');
  await other.page.getByRole('textbox', { name: 'Points' }).fill('31');
  await other.page.getByText(/^Saved at/).waitFor();
  await part('term.field').click();
  await page.getByRole('textbox', { name: 'Points' }).fill('33');
  await page
    .getByRole('alert')
    .getByText(/Ann changed this/)
    .waitFor();
  journey.takeFaults();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByText(/^Saved at/).waitFor();
  await other.page.close();
});

test('published with a word on why, it moves the score of whom it holds for', async () => {
  const { page, look } = marketer;
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Welds/).first().waitFor();
  await look('publish');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Welders buy pumps');
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Version 2 is live').waitFor();
  await page.getByText('Welders buy pumps').waitFor();
  await look('published');
  await page.goto(`/leads/${personId}`);
  await eventually(async () => {
    const { sections, total, shown } = await readReceipt(scoreCard());
    expect(total).toBe(shown);
    expect(sections.flatMap(({ lines }) => lines)).toContainEqual(
      expect.objectContaining({ label: expect.stringContaining('Welds'), points: 33 }),
    );
  });
  await look('lead-with-points');
});

test('versions are compared in words, and the older one is live again in one press, which can be taken back', async () => {
  const { page, look } = marketer;
  await page.goto('/scoring/compare?from=1&to=2');
  await page
    .getByText(/Bands?.*Warm.*25 → 26|Warm.*25 → 26/)
    .first()
    .waitFor();
  await look('compare');
  await page.getByRole('button', { name: 'Make live again' }).click();
  await page.getByText('Version 1 is live').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.goto('/scoring');
  await eventually(async () =>
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Version 2'),
  );
  await page.getByRole('button', { name: 'Make live again' }).click();
  await eventually(async () =>
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Version 1'),
  );
  await page.goto(`/leads/${personId}`);
  await eventually(async () => {
    const { sections } = await readReceipt(scoreCard());
    expect(JSON.stringify(sections)).not.toContain('Welds');
  });
});

test('a signal is defined beside the touches it matches, and the lab answers every question without a model being touched', async () => {
  const { page, look } = marketer;
  await page.goto('/scoring/signals?signal=new');
  await page.getByText('Nothing of the last 30 days matches.').waitFor();
  await page.getByRole('combobox', { name: 'Field' }).fill('Kind of touch');
  await page.getByRole('option', { name: 'Kind of touch' }).click();
  await page.getByRole('combobox', { name: 'Value' }).fill('lead');
  await page.keyboard.press('Enter');
  await page.getByText('1 touch of the last 30 days matches').waitFor();
  await look('signal');
  await page.goto('/scoring/lab?version=2');
  for (const tab of ['Effect', 'Who wins', 'Advice on rules', 'Load per owner', 'What if', 'Two models']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel', { name: tab }).waitFor();
    await look(`lab-${tab.toLowerCase().replaceAll(' ', '-')}`);
  }
});

test('what counts as won is said beside the touches that mean it', async () => {
  const { page, look } = marketer;
  await page.goto('/scoring/lab?version=2&tab=outcomes');
  await page.getByText(/^A win: Event is Order Won/).waitFor();
  await page.getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog', { name: 'What counts as won' });
  await dialog.getByText('Nothing of the last 30 days matches.').waitFor();
  await dialog.getByRole('combobox', { name: 'Value' }).press('Backspace');
  await dialog.locator('[data-old="false"]').waitFor();
  await look('won');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^A win: .* or Order Completed\.$/).waitFor();
  await page.getByRole('button', { name: 'Change' }).click();
  await dialog.getByRole('button', { name: 'Back to the usual events' }).click();
  await page.getByText(/^A win: .* or Subscription Started\.$/).waitFor();
});

test('a model beside the first is made from a copy, and put away again', async () => {
  const { page, look } = marketer;
  await page.goto('/scoring');
  await page.getByRole('button', { name: 'More about models' }).click();
  await page.getByRole('menuitem', { name: 'New model' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^A copy of/ }).check();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('For partners');
  await look('new-model');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await page.waitForURL('**/scoring/edit?**');
  await page.getByRole('tree', { name: 'Rules of the model' }).waitFor();
  await page.getByRole('link', { name: 'Back to scoring' }).click();
  await page.getByRole('button', { name: 'More about models' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByText('Archived: For partners').waitFor();
  const { body } = await marketer.call('GET', '/api/models/archived');
  await page.goto(`/scoring/edit?model=${body.models[0].model_id}`);
  await page.getByRole('button', { name: 'Bring it back' }).waitFor();
  await look('archived-model');
});

test('a draft of a model that somebody has put away meanwhile is not kept, and that is said once', async () => {
  const { page, call, look } = marketer;
  const { body } = await call('GET', '/api/models/archived');
  const { model_id } = body.models[0];
  await call('POST', `/api/models/${model_id}/restore`);
  // This tab hears of nothing that others do.
  await page.route('**/api/live', (route) => route.abort());
  await page.goto(`/scoring/edit?model=${model_id}&part=company`);
  const average = page.getByText('the average', { exact: true });
  await average.waitFor();
  await call('POST', `/api/models/${model_id}/archive`);
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent += 1;
  });
  await average.click();
  await page.getByText('The model is archived: bring it back first to change it.').waitFor();
  await look('builder-refused');
  expect(sent).toBe(1);
  await page.unroute('**/api/live');
  await page.getByRole('link', { name: 'Back to scoring' }).click();
  await page.getByRole('button', { name: 'Leave without them' }).click();
  await page.waitForURL('**/scoring?**');
});

test('how companies stand is said without code, and a file does not take the place of that draft unasked', async () => {
  const { page, call, look } = marketer;
  const { body: live } = await call('GET', '/api/models/1/versions/live');
  await page.goto('/scoring/edit?part=company');
  await page.getByText('the average', { exact: true }).click();
  await page.getByText('the average of its people; engaged above the lowest band').waitFor();
  await page.getByText(/^Saved at/).waitFor();
  await look('builder-company');
  await page.goto('/scoring');
  await page.getByRole('button', { name: 'Import a file', disabled: false }).waitFor();
  const buffer = Buffer.from(JSON.stringify({ ...live.document, name: 'From a file' }));
  await page.locator('input[type="file"]').setInputFiles({ name: 'model.json', mimeType: 'application/json', buffer });
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^Added: company score, the average of its people/).waitFor();
  await look('replace-draft');
  await dialog.getByRole('button', { name: 'Replace the draft' }).click();
  await page.getByText('model.json is the draft now').waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('the average of its people; engaged above the lowest band').waitFor();
});

test('what a valid lead must fulfil is said in rules; one that does not is kept, and says what is not known yet', async () => {
  const { page, look } = marketer;
  await page.goto('/scoring/validity');
  await look('validity-empty');
  await page.getByRole('button', { name: 'E-mail or phone known' }).click();
  await page.getByText('No lead fails').waitFor();
  await page.getByRole('button', { name: 'New rule' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Size');
  await dialog.getByRole('button', { name: 'Condition' }).click();
  await dialog.getByRole('combobox', { name: 'Field' }).fill('Employees');
  await page.getByRole('option', { name: 'Employees', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Value' }).fill('50');
  await dialog.getByText('Employees is at least 50').waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('We serve firms from 50');
  await look('validity-rule');
  await dialog.getByRole('button', { name: 'Make the rule' }).click();
  await page.getByText('1 of them not known yet').waitFor();
  await look('validity');
  await page.getByRole('link', { name: /^1 lead fails/ }).click();
  await page.getByText('Vera Novak').first().click();
  const notice = page.getByRole('region', { name: 'Not valid' });
  await notice.getByText('Employees: not known yet. Expected: Employees is at least 50').waitFor();
  await look('lead-not-valid');
});

test('a lead is said to be hot by hand, with a reason, and the points say it again', async () => {
  const { page, look } = marketer;
  await page.getByRole('button', { name: 'Set temperature' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Hot', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Asked for a contract');
  await look('temperature');
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByText('By hand, Ann: Asked for a contract. The points say', { exact: false }).first().waitFor();
  await page.getByText('Ann says it is Hot').waitFor();
  await look('lead-hot-by-hand');
  await page.goto('/leads');
  await page.getByRole('link', { name: 'Hot' }).click();
  await page.getByText('Vera Novak').first().click();
  await page.getByRole('button', { name: 'Let the points say' }).click();
  await page.getByText('Ann ended “Hot”: the points speak again').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('By hand, Ann: Asked for a contract').first().waitFor();
});

test('when what was said by hand ends by itself, an open page says so at that instant', async () => {
  const { page } = marketer;
  await page.route('**/temperature', async (route) => {
    const inFourSeconds = new Date(Date.now() + 4_000).toISOString();
    await route.continue({ postData: { ...route.request().postDataJSON(), ends_at: inFourSeconds } });
  });
  await page.getByRole('button', { name: 'Set temperature' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Cold', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Why' }).fill('On holiday');
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByText('On holiday').first().waitFor();
  await page.getByText('By hand, Ann: Asked for a contract').first().waitFor();
});
