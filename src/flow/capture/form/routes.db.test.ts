import { beforeEach, expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withDoors } from '../../../../test/harness/doors.ts';

const db = await withDatabase();
const { server, browser, arrivals, writeKey } = await withDoors(db);
beforeEach(() => arrivals.clear());

/** A browser without JavaScript that posts a form of the page `https://shop.acme.com/contact?utm_source=ads`. */
function post(fields: Record<string, string>, headers: Record<string, string> = {}) {
  return server.inject({
    method: 'POST',
    url: `/f/${writeKey}`,
    payload: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html,application/xhtml+xml',
      referer: 'https://shop.acme.com/contact?utm_source=ads',
      ...headers,
    },
  });
}

test('a form is understood in the words of its language', async () => {
  const forms: Record<string, string>[] = [
    {
      name: 'Ada',
      surname: 'Love',
      'e-mail': 'ada@acme.com',
      'phone number': '+40 21 123 4567',
      company: 'Acme',
      message: 'Hi',
    },
    {
      Имя: 'Анна',
      Фамилия: 'Кузнецова',
      Почта: 'anna@romashka.ru',
      Телефон: '+7 495 1234567',
      Компания: 'Ромашка',
      Сообщение: 'Привет',
    },
    { 姓名: '王伟', 邮箱: 'wang@shili.cn', 手机: '13800138000', 公司名称: '示例公司', 留言: '你好' },
    {
      Nume: 'Pop',
      Prenume: 'Ion',
      'Adresă de e-mail': 'ion@firma.ro',
      Telefon: '021 123 4567',
      Firmă: 'Firma',
      Mesaj: 'Salut',
    },
  ];
  for (const form of forms) expect((await post(form)).statusCode).toBe(200);
  const kept = await arrivals.list();
  expect(kept.map(({ claims }) => claims.email)).toEqual([
    'ada@acme.com',
    'anna@romashka.ru',
    'wang@shili.cn',
    'ion@firma.ro',
  ]);
  expect(kept.map(({ fields }) => [fields?.full_name, fields?.company_name, fields?.message])).toEqual([
    ['Ada Love', 'Acme', 'Hi'],
    ['Анна Кузнецова', 'Ромашка', 'Привет'],
    ['王伟', '示例公司', '你好'],
    ['Ion Pop', 'Firma', 'Salut'],
  ]);
  expect(kept.every(({ claims }) => claims.phone !== undefined)).toBe(true);
  expect(kept[0]).toMatchObject({
    type: 'form',
    channel: 'form',
    event: 'Form submitted',
    properties: { host: 'shop.acme.com', path: '/contact', utm_source: 'ads' },
  });
});

test('a visitor without JavaScript is sent back, but only where the form stands or the source allows', async () => {
  const locationOf = async (wanted: string) => {
    const answer = await post({ email: 'a@b.co', _return: wanted, _key: wanted });
    return answer.statusCode === 303 ? answer.headers.location : answer.statusCode;
  };
  expect(await locationOf('https://shop.acme.com/thanks')).toBe('https://shop.acme.com/thanks');
  expect(await locationOf('/thanks')).toBe('https://shop.acme.com/thanks');
  for (const elsewhere of [
    'https://evil.com/',
    '//evil.com',
    'javascript:alert(1)',
    'https://a:b@shop.acme.com/',
    'https:\\\\evil.com',
  ]) {
    expect(await locationOf(elsewhere)).toBe(200);
  }
  const { body } = await browser.call('GET', '/api/sources');
  const { source_id } = body.sources.find((source: { key: string }) => source.key === 'website-form');
  const settings = { allowed_return_hosts: ['www.acme.com'] };
  expect((await browser.call('PATCH', `/api/sources/${source_id}`, { settings })).body.settings).toEqual(settings);
});

test('who names no page is thanked in their language', async () => {
  const answer = await post({ email: 'a@b.co' }, { 'accept-language': 'de,ro;q=0.8' });
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.body).toContain('Mulțumim');
  expect(answer.body).toContain('href="https://shop.acme.com/contact?utm_source=ads"');
  expect((await post({ email: 'a@b.co', _lang: 'zh' })).body).toContain('谢谢');
});

test('a script sends JSON or multipart and gets JSON', async () => {
  const json = await server.inject({
    method: 'POST',
    url: '/v1/form',
    payload: JSON.stringify({
      _write_key: writeKey,
      _form: 'Demo',
      email: 'a@b.co',
      interests: ['x', 'y'],
      'Team name': 'Red',
    }),
    headers: { 'content-type': 'text/plain' },
  });
  expect([json.statusCode, json.json()]).toEqual([200, { success: true }]);
  const form = new FormData();
  form.set('email', 'c@d.co');
  form.set('cv', new Blob(['x']), 'cv.pdf');
  const multipart = new Response(form);
  const answer = await server.inject({
    method: 'POST',
    url: `/f/${writeKey}`,
    payload: Buffer.from(await multipart.arrayBuffer()),
    headers: { 'content-type': multipart.headers.get('content-type') ?? '' },
  });
  expect(answer.statusCode).toBe(200);
  const kept = await arrivals.list();
  expect(kept[0]).toMatchObject({
    event: 'Demo',
    properties: { interests: ['x', 'y'], 'Team name': 'Red' },
    fields: { team_name: 'Red' },
  });
  expect(kept[1]).toMatchObject({ claims: { email: 'c@d.co' }, properties: { cv: 'cv.pdf' } });
});

test('a double click is one touch, another key another', async () => {
  await Promise.all([post({ email: 'a@b.co', _shown_at: '1' }), post({ email: 'a@b.co', _shown_at: '2' })]);
  await post({ email: 'a@b.co', _key: 'k1' });
  await post({ email: 'other@b.co', _key: 'k1' });
  expect(await arrivals.list()).toHaveLength(2);
});

test('consent is kept with the words that were agreed to; a machine’s form is marked, not dropped', async () => {
  await post({ email: 'a@b.co', consent: 'I agree to be called', _gotcha: 'x', _shown_at: String(Date.now()) });
  const [kept] = await arrivals.list();
  expect(kept?.fields).toMatchObject({ consent: true });
  expect(kept?.properties).toMatchObject({
    'consent.consent': 'I agree to be called',
    suspected_bot: true,
    suspected_because: ['honeypot', 'too_fast'],
  });
});

test('a form that cannot be read is kept as it came, and a browser sees a page', async () => {
  const answer = await post({ email: '' });
  expect(answer.statusCode).toBe(200);
  const broken = await post({ a: 'b' }, { 'content-type': 'application/json', 'accept-language': 'ru' });
  expect([broken.statusCode, broken.body]).toEqual([400, expect.stringContaining('Не получилось')]);
  const { body } = await browser.call('GET', '/api/unreadable?door=form');
  expect(body.unreadable.map((each: { body: string }) => each.body)).toEqual(['a=b', 'email=']);
  expect(await arrivals.list()).toEqual([]);
});

test('one address cannot flood the forms', async () => {
  const answers = [];
  for (let n = 0; n < 130; n++) answers.push(await post({ email: 'a@b.co' }, { accept: 'application/json' }));
  const last = answers.at(-1);
  expect([last?.statusCode, Number(last?.headers['retry-after']) > 0]).toEqual([429, true]);
});
