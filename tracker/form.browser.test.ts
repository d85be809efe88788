import { expect, test } from 'vitest';
import { isEvent, isIdentify, isPage, plumb, publish, withVisitor } from './test-site-visitor.ts';

const visitor = withVisitor();
const isSubmission = isEvent('Form Submitted');

/** Opens a page with these forms, and waits until the tracker listens. */
async function open(body: string, attributes = ''): Promise<void> {
  const { page, site } = visitor;
  publish(site, '/form', { attributes, body });
  publish(site, '/thanks', { attributes });
  await page.goto(`${site.origin}/form`);
  await site.receive(isPage('/form'));
}

/** Submits the form with this id as a visitor does, by its button. */
async function submit(id: string): Promise<void> {
  await visitor.page.click(`#${id} button`);
}

const stay = 'onsubmit="return false"';

test('a marked form is captured with what was filled in, and its sender becomes known', async () => {
  await open(`<form id="f" data-plumb-form="demo" ${stay}>
    <input name="first_name" value="Ana"><input name="last_name" value="Ștefănescu">
    <input name="work_email" type="email" value="ana@firma.example"><input name="mobile" value="+1 212 555 0123">
    <input name="company" value="Firma SRL"><input name="job_title" value="Director de marketing">
    <select name="employees"><option>10</option><option selected>50</option></select>
    <select name="channels" multiple><option selected>mail</option><option>fairs</option><option selected>ads</option></select>
    <input type="radio" name="plan" value="small"><input type="radio" name="plan" value="large" checked>
    <input type="checkbox" name="topic" value="price" checked><input type="checkbox" name="topic" value="speed" checked>
    <input type="checkbox" name="email_updates" checked><input type="checkbox" name="calls">
    <input data-plumb-field="adoption_time" name="field_17" value="within_1_month">
    <textarea name="message">  Cât costă?  </textarea><input name="empty"><button>Send</button></form>`);
  await submit('f');
  const { event, properties } = await visitor.site.receive(isSubmission);
  expect(event).toBe('Form Submitted');
  expect(properties).toEqual({
    form: 'demo',
    fields: {
      first_name: 'Ana',
      last_name: 'Ștefănescu',
      work_email: 'ana@firma.example',
      mobile: '+1 212 555 0123',
      company: 'Firma SRL',
      job_title: 'Director de marketing',
      employees: '50',
      channels: 'mail, ads',
      plan: 'large',
      topic: 'price, speed',
      email_updates: true,
      adoption_time: 'within_1_month',
      message: 'Cât costă?',
    },
  });
  const { traits, anonymousId } = await visitor.site.receive(isIdentify);
  const { work_email, ...others } = properties.fields;
  expect(traits).toEqual({ ...others, email: work_email });
  expect(visitor.site.messages().every((message) => message.anonymousId === anonymousId)).toBe(true);
});

test('passwords, hidden fields, files, cards and what is marked are never read', async () => {
  await open(`<form id="f" data-plumb-form ${stay}>
    <input name="note" value="kept">
    <input type="password" name="a" value="SECRET"><input type="hidden" name="b" value="SECRET"><input type="file" name="c">
    <input name="new_password" value="SECRET"><input name="shown" autocomplete="current-password" value="SECRET">
    <input name="d" autocomplete="billing cc-number" value="SECRET"><input name="cardHolder" value="SECRET"><input name="cvc" value="SECRET">
    <input name="number" value="4242 4242 4242 4242"><input name="number2" value="5500-0055-5555-5559">
    <input name="code" autocomplete="one-time-code" value="SECRET"><input name="csrf_token" value="SECRET">
    <input name="e" data-plumb-ignore value="SECRET"><div data-plumb-ignore><input name="g" value="SECRET"></div>
    <input name="h" disabled value="SECRET"><fieldset disabled><input name="i" value="SECRET"></fieldset>
    <input type="submit" name="j" value="SECRET"><output name="k">SECRET</output><button name="l" value="SECRET">Send</button>
    <input name="registration" value="1027700132195"><input name="businessname" value="kept too"></form>`);
  await submit('f');
  const { properties } = await visitor.site.receive(isSubmission);
  expect(properties).toEqual({
    form: 'f',
    fields: { note: 'kept', businessname: 'kept too', registration: '1027700132195' },
  });
  expect(JSON.stringify(visitor.site.deliveries)).not.toMatch(/SECRET|4242|5555/);
  expect(visitor.site.messages().some(isIdentify)).toBe(false);
});

test('browsers’ own names for fields are understood, also where the page calls them something else', async () => {
  await open(`<form id="f" data-plumb-form="x" ${stay}>
    <input name="q1" autocomplete="given-name" value="Вера"><input name="q2" autocomplete="family-name" value="Зимина">
    <input name="q3" autocomplete="email" value="vera@firma.example"><input name="q4" autocomplete="tel" value="+44 20 7946 0123">
    <input name="q5" autocomplete="organization" value="ООО «Полюс»"><input name="q6" autocomplete="organization-title" value="Директор">
    <input name="city" autocomplete="address-level2" value="Москва"><button>Send</button></form>`);
  await submit('f');
  expect((await visitor.site.receive(isIdentify)).traits).toEqual({
    'given-name': 'Вера',
    'family-name': 'Зимина',
    email: 'vera@firma.example',
    tel: '+44 20 7946 0123',
    organization: 'ООО «Полюс»',
    'organization-title': 'Директор',
    city: 'Москва',
  });
});

const forms = `
  <form id="contact" ${stay}><input name="email" value="a@b.example"><button>Send</button></form>
  <form id="login" ${stay}><input name="email" value="a@b.example"><input type="password" name="p" value="x"><button>In</button></form>
  <form id="search" ${stay}><input type="search" name="q" value="x"><button>Find</button></form>
  <form id="find" role="search" ${stay}><input name="q" value="x"><button>Find</button></form>
  <form id="private" data-plumb-ignore ${stay}><input name="email" value="a@b.example"><button>Send</button></form>`;

test('forms that are not marked are left alone', async () => {
  await open(forms);
  for (const id of ['contact', 'login', 'search', 'find', 'private']) await submit(id);
  await plumb(visitor.page, ['track', 'End']);
  await visitor.site.receive(isEvent('End'));
  expect(visitor.site.messages().filter((message) => isSubmission(message) || isIdentify(message))).toEqual([]);
});

test('with data-forms="all" every form is captured, but for those that sign in, search or ask to be left out', async () => {
  await open(forms, 'data-forms="all"');
  for (const id of ['login', 'search', 'find', 'private', 'contact']) await submit(id);
  await visitor.site.receive(isSubmission);
  await plumb(visitor.page, ['track', 'End']);
  await visitor.site.receive(isEvent('End'));
  const submissions = visitor.site.messages().filter(isSubmission);
  expect(submissions.map((message) => message.properties.form)).toEqual(['contact']);
});

test('a form that leaves the page is captured as it goes', async () => {
  await open(
    '<form id="f" data-plumb-form="leaving" action="/thanks"><input name="email" value="a@b.example"><button>Send</button></form>',
  );
  await submit('f');
  await visitor.site.receive(isPage('/thanks'));
  expect((await visitor.site.receive(isSubmission)).properties).toEqual({
    form: 'leaving',
    fields: { email: 'a@b.example' },
  });
  await visitor.site.receive(isIdentify);
});

test('a form whose fields shadow its own properties is read all the same', async () => {
  await open(
    `<form id="f" name="real" data-plumb-form ${stay}><input name="id" value="7"><input name="name" value="Ana"><button>Send</button></form>`,
  );
  await submit('f');
  expect((await visitor.site.receive(isSubmission)).properties).toEqual({
    form: 'real',
    fields: { id: '7', name: 'Ana' },
  });
});
