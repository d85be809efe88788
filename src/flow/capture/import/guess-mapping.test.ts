import { expect, test } from 'vitest';
import { ImportMapping } from './contract.ts';
import { adaptMapping, findMappingFor, shippedMappings } from './find-mapping.ts';
import { guessMapping } from './guess-mapping.ts';

const targetsOf = (columns: string[], rows: string[][], sources: string[] = []) =>
  guessMapping(columns, rows, sources).mapping.columns.map(({ target }) => target);

test('columns are known by their names, in any of four languages', () => {
  expect(targetsOf(['Имя', 'Фамилия', 'Рабочий e-mail', 'Мобильный телефон', 'Название компании'], [])).toEqual([
    { to: 'field', field: 'first_name' },
    { to: 'field', field: 'last_name' },
    { to: 'field', field: 'email' },
    { to: 'field', field: 'phone' },
    { to: 'field', field: 'company_name' },
  ]);
});

test('where the name says nothing, the values do; what nobody knows is kept as a property', () => {
  const rows = [
    ['ada@acme.com', '+40 21 123 4567', '0f8fad5b-d9cb-469f-a165-70867728950e', 'blue'],
    ['bob@acme.com', '+40 21 123 4568', '7c9e6679-7425-40de-944b-e07fc1f90ae7', 'red'],
  ];
  expect(targetsOf(['A', 'B', 'Prospect ID', 'Colour'], rows)).toEqual([
    { to: 'field', field: 'email' },
    { to: 'field', field: 'phone' },
    { to: 'identifier', kind: 'foreign_id', system: 'import' },
    { to: 'property', property: 'Colour' },
  ]);
});

test('numbers that count rows recognise nobody, since another file has them too', () => {
  expect(
    targetsOf(
      ['ID', 'Email'],
      [
        ['1', 'a@b.co'],
        ['2', 'c@d.co'],
      ],
    )[0],
  ).toEqual({ to: 'property', property: 'ID' });
});

test('a second e-mail or phone recognises the person, a third stays a property', () => {
  expect(targetsOf(['Email', 'Work email', 'Email address'], [])).toEqual([
    { to: 'field', field: 'email' },
    { to: 'identifier', kind: 'email' },
    { to: 'property', property: 'Email address' },
  ]);
});

test('a name is not believed against the values', () => {
  expect(targetsOf(['Date', 'Employees', 'Source'], [['soon', 'many', 'Google']])).toEqual([
    { to: 'property', property: 'Date' },
    { to: 'property', property: 'Employees' },
    { to: 'property', property: 'Source' },
  ]);
  expect(targetsOf(['Date', 'Employees', 'Source'], [['03.04.2026', '11-50', 'google']], ['Google'])).toEqual([
    { to: 'occurred_at' },
    { to: 'field', field: 'employees' },
    { to: 'source' },
  ]);
});

test('values that mean nothing, the order of dates and the decimal mark are found', () => {
  const { mapping } = guessMapping(
    ['Budget', 'Created', 'City'],
    [
      ['1.200,50', '12/31/2026', 'Select'],
      ['300,25', '01/02/2026', 'n/a'],
    ],
    [],
  );
  expect(mapping).toMatchObject({ missing: ['Select', 'n/a'].sort(), date_order: 'mdy', decimal: ',' });
});

test('a mapping made for a header is found again, whatever its case and order', () => {
  const [xEducation, olist] = shippedMappings;
  expect(findMappingFor(['Origin', 'MQL_ID', 'Landing Page ID', 'First contact date', 'more'], [])).toBe(olist);
  expect(findMappingFor(xEducation?.header ?? [], [])).toBe(xEducation);
  expect(findMappingFor(['mql_id', 'origin'], [])).toBeUndefined();
  const own = {
    import_mapping_id: 1,
    name: 'Own',
    header: olist?.header ?? [],
    mapping: ImportMapping.parse({ columns: [] }),
  };
  expect(findMappingFor(olist?.header ?? [], [own])).toBe(own);
  expect(adaptMapping(olist?.mapping ?? own.mapping, ['MQL_ID', 'Origin']).columns[0]?.column).toBe('MQL_ID');
});

test('the shipped mappings read columns of their own header only', () => {
  for (const { header, mapping } of shippedMappings) {
    expect(header).toEqual(expect.arrayContaining(mapping.columns.map(({ column }) => column)));
  }
});
