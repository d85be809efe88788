import { expect, test } from 'vitest';
import { compileMapping } from './compile-mapping.ts';
import { ImportMapping } from './contract.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const sources = [
  { source_id: 1, key: 'import', name: 'File import', channel: 'file' },
  { source_id: 2, key: 'fair', name: 'Trade fair', channel: 'event' },
];

function read(columns: Record<string, string>, mapping: object) {
  const reader = compileMapping(ImportMapping.parse(mapping), {
    columns: Object.keys(columns),
    source: { source_id: 1, channel: 'file' },
    sources,
    time_zone: 'Europe/Chisinau',
  });
  return reader.read(Object.values(columns), noon);
}

const field = (column: string, key: string) => ({ column, target: { to: 'field', field: key } });

test('every kind of target takes its value', () => {
  const row = {
    Mail: ' Ada@Acme.com ',
    Mail2: 'ada@home.org',
    CRM: '77',
    Group: 'g1',
    First: 'Ada',
    Last: 'Love',
    Firm: 'Acme',
    Size: '1 200',
    Tags: 'a; b;;c',
    When: '31.01.2026 15:30',
    From: 'trade FAIR',
    Topic: 'Demo',
    Note: 'x',
    Rest: 'kept',
    Optin: 'Ja',
  };
  const result = read(row, {
    event: 'Met',
    separator: ';',
    columns: [
      field('Mail', 'email'),
      { column: 'Mail2', target: { to: 'identifier', kind: 'email' } },
      { column: 'CRM', target: { to: 'identifier', kind: 'foreign_id', system: 'crm' } },
      { column: 'Group', target: { to: 'identifier', kind: 'group_id' } },
      field('First', 'first_name'),
      field('Last', 'last_name'),
      { column: 'Firm', target: { to: 'company_field', field: 'name' } },
      field('Size', 'employees'),
      { column: 'Tags', target: { to: 'new_field', field: 'tags', label: 'Tags', type: 'list' } },
      { column: 'When', target: { to: 'occurred_at' } },
      { column: 'From', target: { to: 'source' } },
      { column: 'Topic', target: { to: 'subject' } },
      { column: 'Note', target: { to: 'property', property: 'note' } },
      { column: 'Optin', target: { to: 'field', field: 'consent' }, values: { ja: 'yes' } },
    ],
    constants: [{ target: { to: 'property', property: 'fair' }, value: 'Hannover' }],
  });
  expect(result).toEqual({
    kind: 'read',
    arrival: {
      idempotency_key: `row:2:${Object.values(row).join('\u001f')}`,
      source_id: 2,
      channel: 'event',
      type: 'row',
      event: 'Met',
      occurred_at: Date.parse('2026-01-31T13:30:00Z'),
      received_at: noon,
      claims: { email: 'Ada@Acme.com', foreign_id: 'crm:77', group_id: 'g1' },
      properties: { note: 'x', fair: 'Hannover' },
      fields: {
        first_name: 'Ada',
        last_name: 'Love',
        full_name: 'Ada Love',
        company_name: 'Acme',
        employees: 1200,
        tags: ['a', 'b', 'c'],
        subject: 'Demo',
        consent: true,
      },
      company: { name: 'Acme', employees: 1200 },
      raw: JSON.stringify(row),
    },
  });
});

test('values that mean nothing say nothing, in one column or in all', () => {
  const columns = [{ ...field('City', 'city'), missing: ['?'] }, field('Country', 'country'), field('Mail', 'email')];
  const fields = (City: string, Country: string) => {
    const result = read({ City, Country, Mail: 'a@b.co' }, { columns, missing: ['Select', 'N/A'] });
    return result.kind === 'read' ? result.arrival.fields : result;
  };
  expect(fields('SELECT', 'n/a ')).toBeNull();
  expect(fields('?', '?')).toEqual({ country: '?' });
});

test.each([
  [{ Size: 'many' }, [field('Size', 'employees')], 'not_a_number'],
  [{ Opt: 'perhaps' }, [field('Opt', 'consent')], 'not_a_boolean'],
  [{ When: '31.02.2026' }, [{ column: 'When', target: { to: 'occurred_at' } }], 'not_a_date'],
  [{ From: 'Mars' }, [{ column: 'From', target: { to: 'source' } }], 'unknown_source'],
  [{ Colour: 'blue' }, [{ column: 'Colour', target: { to: 'property', property: 'c' } }], 'nobody'],
])('%j is rejected', (row, columns, reason) => {
  expect(read(row as Record<string, string>, { columns })).toMatchObject({ kind: 'reject', reason });
});

test('of two columns for one field the first with a value gives it', () => {
  const columns = [field('A', 'phone'), field('B', 'phone'), field('C', 'city'), field('D', 'city')];
  expect(read({ A: '', B: '123', C: 'Iași', D: 'Cluj' }, { columns })).toMatchObject({
    arrival: { claims: { phone: '123' }, fields: { city: 'Iași' } },
  });
});

test('a personal page is not a company’s site', () => {
  const company = (site: string) => {
    const result = read({ Site: site }, { columns: [field('Site', 'website')] });
    return result.kind === 'read' ? result.arrival.company : undefined;
  };
  expect([company('www.acme.com'), company('https://www.linkedin.com/in/ada'), company('not a site at all')]).toEqual([
    { website: 'www.acme.com' },
    null,
    null,
  ]);
});
