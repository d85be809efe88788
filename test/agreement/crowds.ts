import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Condition } from '../../src/conditions/format.ts';
import { ImportMapping } from '../../src/flow/capture/import/contract.ts';
import { shippedMappings } from '../../src/flow/capture/import/find-mapping.ts';
import { Model } from '../../src/model/format.ts';
import type { Files } from './four-ways.ts';

/** Real data sets, kept beside the checkout and not in it. */
export const folder = join(import.meta.dirname, '../../../shared/data');

/** Real people and what they did, as files hold them, a model with every kind of term for them, and the instants to look at (epoch ms). */
export type Crowd = Files & { model: Model; instants: number[]; time_zone: string };

const hour = 3_600_000;
const day = 24 * hour;

type Row = Record<string, string>;

/** How many of the rows are read: all, or one in `every`. */
function readRows(path: string, every: number): Row[] {
  const bytes = readFileSync(join(folder, path));
  const rows: Row[] = parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true });
  return rows.filter((_, index) => index % every === 0);
}

const touchColumns = ['User id', 'occurred_at', 'event', 'url', 'seconds', 'kind'];
type Touch = { who: string; at: number; event?: string; url?: string; seconds?: number; kind?: string };

function touchTable(touches: readonly Touch[]): Files['touches'] {
  return {
    columns: touchColumns,
    rows: touches.map(({ who, at, event = '', url = '', seconds, kind = '' }) => [
      ...[who, new Date(at).toISOString(), event, url],
      ...[seconds === undefined ? '' : String(Math.round(seconds)), kind],
    ]),
  };
}

const when = (field: string, operator: string, value?: unknown) =>
  ({ combinator: 'and', rules: [{ field, operator, ...(value === undefined ? {} : { value }) }] }) as Condition;
const event = (name: string) => ({ name, when: when('touch.event', '=', name) });
const path = (name: string, pattern: string) => ({ name, when: when('touch.path', 'matchesPath', pattern) });

const bands = [{ key: 'cold' }, { key: 'warm', from: 12, margin: 3 }, { key: 'hot', from: 25, margin: 5 }];
const grid = {
  fit: { dimension: 'fit', cuts: [15, 8, 2] },
  engagement: { dimension: 'engagement', cuts: [20, 10, 2] },
};

/**
 * X Education's leads. The file has no instants, so a row is told seven minutes after the one before; the visits that it counts are pages viewed
 * in the days around, sharing the seconds it counts.
 */
export function xEducation(every: number): Crowd {
  const start = Date.UTC(2026, 0, 5, 8);
  const rows = readRows('x-education/leads_dev.csv', every);
  const columns = Object.keys(rows[0] as Row);
  const told = rows.map((_, index) => start + index * every * 7 * 60_000);
  const pages = ['/', '/courses/finance', '/pricing', '/courses/marketing', '/pricing/team', '/contact'];
  const touches = rows.flatMap((row, index): Touch[] => {
    const [who, at] = [row['Prospect ID'] as string, told[index] as number];
    const visits = Number(row.TotalVisits) || 0;
    const seconds = Number(row['Total Time Spent on Website']) || 0;
    const views = Array.from({ length: Math.min(visits, 6) }, (_, turn): Touch => {
      const page = pages[(index + turn) % pages.length] as string;
      return { who, at: at + (turn - 2) * 17 * hour, url: `https://x.example${page}`, seconds: seconds / visits };
    });
    const last = row['Last Activity'];
    return last ? [...views, { who, at: at + (1 + (index % 9)) * 11 * hour, event: last }] : views;
  });
  const shipped = shippedMappings.find(({ name }) => name === 'X Education leads');
  const mapping = ImportMapping.parse({
    ...shipped?.mapping,
    columns: [
      ...(shipped?.mapping.columns ?? []),
      { column: 'User id', target: { to: 'identifier', kind: 'user_id' } },
      { column: 'Told', target: { to: 'occurred_at' } },
    ],
  });
  return {
    people: {
      columns: [...columns, 'User id', 'Told'],
      rows: rows.map((row, index) => [
        ...columns.map((column) => row[column] as string),
        ...[row['Prospect ID'] as string, new Date(told[index] as number).toISOString()],
      ]),
    },
    touches: touchTable(touches),
    mapping,
    key: 'User id',
    time_zone: 'Asia/Kolkata',
    instants: [start + 3 * day, start + 17 * day, start + 40 * day, start + 200 * day],
    model: Model.parse({
      format: 1,
      name: 'X Education',
      signals: {
        pricing: path('Prices', '/pricing/**'),
        course: path('A course', '/courses/*'),
        long: { name: 'A long look', when: when('touch.properties.seconds', '>=', 180) },
        opened: event('Email Opened'),
        bounced: event('Email Bounced'),
        chat: { name: 'Chat', when: when('touch.event', 'contains', 'chat') },
      },
      dimensions: [
        {
          key: 'fit',
          name: 'Fit',
          groups: [
            {
              key: 'work',
              name: 'Work',
              take: 'first',
              terms: [
                {
                  kind: 'field',
                  key: 'working',
                  points: 12,
                  when: when('person.occupation', '=', 'working professional'),
                },
                { kind: 'field', key: 'known', points: 2.5, when: when('person.occupation', 'notNull') },
              ],
            },
            {
              key: 'origin',
              name: 'Origin',
              floor: -4,
              terms: [
                {
                  kind: 'field',
                  key: 'form',
                  points: 6.4,
                  when: when('person.lead_origin', 'in', ['Lead Add Form', 'Landing Page Submission']),
                },
                { kind: 'field', key: 'google', points: 1.3, when: when('person.lead_source', 'beginsWith', 'goog') },
                { kind: 'field', key: 'no_mail', points: -9, when: when('person.unsubscribed', '=', true) },
                { kind: 'field', key: 'abroad', points: -1, when: when('person.country', '!=', 'India') },
              ],
            },
          ],
        },
        {
          key: 'engagement',
          name: 'Engagement',
          ceiling: 40,
          groups: [
            {
              key: 'site',
              name: 'Site',
              terms: [
                {
                  kind: 'signal',
                  key: 'pricing',
                  signal: 'pricing',
                  points: 5,
                  at_most: { n: 1, per: 'day' },
                  decay: { curve: 'half_life', days: 9 },
                },
                {
                  kind: 'signal',
                  key: 'course',
                  signal: 'course',
                  points: 2.2,
                  at_most: { n: 2, per: 'week' },
                  decay: { curve: 'linear', days: 45 },
                },
                { kind: 'count', key: 'often', signal: 'long', points: 6, comparison: '>=', count: 2, window_days: 5 },
              ],
            },
            {
              key: 'answers',
              name: 'Answers',
              take: 'largest',
              terms: [
                { kind: 'signal', key: 'opened', signal: 'opened', points: 4, decay: { curve: 'cliff', days: 30 } },
                {
                  kind: 'signal',
                  key: 'chat',
                  signal: 'chat',
                  points: 9,
                  decay: {
                    curve: 'steps',
                    steps: [
                      [10, 1],
                      [40, 0.5],
                      [90, 0.1],
                    ],
                  },
                },
              ],
            },
            {
              key: 'trouble',
              name: 'Trouble',
              terms: [
                {
                  kind: 'signal',
                  key: 'bounced',
                  signal: 'bounced',
                  points: -8,
                  decay: { curve: 'half_life', days: 20 },
                },
              ],
            },
          ],
        },
      ],
      bands,
      grid,
    }),
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const most = 12;

/** Sessions of a shop, each somebody else's: the pages it counts are viewed one after the other (at most 12 of a kind), in the month it names. */
export function onlineShoppers(every: number): Crowd {
  const rows = readRows('online-shoppers/online_shoppers_intention.csv', every);
  const columns = Object.keys(rows[0] as Row);
  const began = rows.map((row, index) => {
    return Date.UTC(2025, months.indexOf(row.Month as string), 1 + (index % 27), index % 24, (index * 7) % 60);
  });
  const kinds = [
    ['Administrative', '/account/profile'],
    ['Informational', '/help/delivery'],
    ['ProductRelated', '/products/shoes/42'],
  ] as const;
  const touches = rows.flatMap((row, index) => {
    let at = began[index] as number;
    const who = `s${index}`;
    const viewed = kinds.flatMap(([kind, page]) => {
      const views = Math.min(Number(row[kind]), most);
      const seconds = Number(row[`${kind}_Duration`]) / (views || 1);
      return Array.from({ length: views }, (): Touch => {
        at += 1000 + Math.round(seconds) * 1000;
        return { who, at, url: `https://shop.example${page}`, seconds, kind };
      });
    });
    return row.Revenue === 'TRUE' ? [...viewed, { who, at: at + 60_000, event: 'Order Won' }] : viewed;
  });
  const target = (field: string, type: string) => ({ to: 'new_field', field, label: field, type });
  return {
    people: {
      columns: [...columns, 'User id', 'Began'],
      rows: rows.map((row, index) => [
        ...columns.map((column) => row[column] as string),
        ...[`s${index}`, new Date(began[index] as number).toISOString()],
      ]),
    },
    touches: touchTable(touches),
    mapping: ImportMapping.parse({
      columns: [
        { column: 'User id', target: { to: 'identifier', kind: 'user_id' } },
        { column: 'Began', target: { to: 'occurred_at' } },
        { column: 'BounceRates', target: target('bounce_rate', 'number') },
        { column: 'ExitRates', target: target('exit_rate', 'number') },
        { column: 'SpecialDay', target: target('special_day', 'number') },
        { column: 'VisitorType', target: target('visitor_type', 'text') },
        { column: 'Weekend', target: target('weekend', 'boolean') },
        { column: 'TrafficType', target: target('traffic_type', 'text') },
      ],
    }),
    key: 'User id',
    time_zone: 'Europe/Istanbul',
    instants: [Date.UTC(2025, 2, 20, 5), Date.UTC(2025, 4, 16, 12, 30), Date.UTC(2025, 10, 9), Date.UTC(2026, 0, 15)],
    model: Model.parse({
      format: 1,
      name: 'Shoppers',
      signals: {
        product: path('Product', '/products/**'),
        help: path('Help', '/help/*'),
        stayed: {
          name: 'Stayed on a product',
          when: {
            combinator: 'and',
            rules: [
              { field: 'touch.properties.kind', operator: '=', value: 'productrelated' },
              { field: 'touch.properties.seconds', operator: 'between', value: [40, 600] },
            ],
          },
        },
        won: event('Order Won'),
      },
      dimensions: [
        {
          key: 'fit',
          name: 'Fit',
          weight: 1.5,
          groups: [
            {
              key: 'visit',
              name: 'Visit',
              terms: [
                { kind: 'field', key: 'back', points: 3, when: when('person.visitor_type', '=', 'Returning_Visitor') },
                { kind: 'field', key: 'leaves', points: -2.6, when: when('person.exit_rate', '>', 0.05) },
                { kind: 'field', key: 'weekend', points: 1.1, when: when('person.weekend', '=', true) },
                { kind: 'field', key: 'paid', points: 2, when: when('person.traffic_type', 'in', ['2', '8', '20']) },
                { kind: 'field', key: 'holy', points: -1.7, when: when('person.special_day', '!=', 0) },
                { kind: 'field', key: 'stays', points: 0.7, when: when('person.bounce_rate', '<', 0.00009) },
              ],
            },
          ],
        },
        {
          key: 'engagement',
          name: 'Engagement',
          floor: 0,
          groups: [
            {
              key: 'pages',
              name: 'Pages',
              ceiling: 30,
              terms: [
                {
                  kind: 'signal',
                  key: 'product',
                  signal: 'product',
                  points: 1.4,
                  at_most: { n: 5, per: 'day' },
                  decay: { curve: 'half_life', days: 12 },
                },
                {
                  kind: 'signal',
                  key: 'stayed',
                  signal: 'stayed',
                  points: 2,
                  at_most: { n: 3, per: 'month' },
                  decay: { curve: 'linear', days: 60 },
                },
                {
                  kind: 'signal',
                  key: 'help',
                  signal: 'help',
                  points: -3,
                  at_most: { n: 1, per: 'ever' },
                  decay: { curve: 'half_life', days: 5 },
                },
                {
                  kind: 'count',
                  key: 'many',
                  signal: 'product',
                  points: 4,
                  comparison: '>=',
                  count: 8,
                  window_days: 2,
                },
              ],
            },
            { key: 'bought', name: 'Bought', terms: [{ kind: 'signal', key: 'won', signal: 'won', points: 10 }] },
          ],
        },
      ],
      bands,
      grid,
    }),
  };
}

/** Loan applications of a bank and the events of each, in its own log's words and instants. */
export function loanFunnel(every: number): Crowd {
  const cases = readRows('bpi2012-loan-funnel/cases.csv', every);
  const wanted = new Set(cases.map((row) => row.case_id));
  const events = readRows('bpi2012-loan-funnel/events.csv.gz', 1).filter((row) => wanted.has(row.case_id));
  return {
    people: {
      columns: ['case_id', 'reg_date', 'amount_req'],
      rows: cases.map((row) => [row.case_id as string, row.reg_date as string, row.amount_req as string]),
    },
    touches: {
      columns: ['case_id', 'timestamp', 'activity', 'lifecycle', 'resource'],
      rows: events.map((row) => [row.case_id, row.timestamp, row.activity, row.lifecycle, row.resource] as string[]),
    },
    mapping: ImportMapping.parse({
      columns: [
        { column: 'case_id', target: { to: 'identifier', kind: 'user_id' } },
        { column: 'reg_date', target: { to: 'occurred_at' } },
        { column: 'amount_req', target: { to: 'field', field: 'budget' } },
      ],
    }),
    key: 'case_id',
    time_zone: 'Europe/Amsterdam',
    instants: [
      Date.UTC(2011, 9, 8, 9),
      Date.UTC(2011, 10, 1, 23, 30),
      Date.UTC(2011, 11, 24),
      Date.UTC(2012, 1, 29, 12),
    ],
    model: Model.parse({
      format: 1,
      name: 'Loans',
      signals: {
        accepted: event('A_ACCEPTED'),
        sent: event('O_SENT'),
        back: event('O_SENT_BACK'),
        called: {
          name: 'Called after an offer',
          when: {
            combinator: 'and',
            rules: [
              { field: 'touch.event', operator: 'contains', value: 'nabellen offertes' },
              { field: 'touch.properties.lifecycle', operator: '=', value: 'COMPLETE' },
            ],
          },
        },
        declined: event('A_DECLINED'),
      },
      dimensions: [
        {
          key: 'fit',
          name: 'Fit',
          groups: [
            {
              key: 'amount',
              name: 'Amount',
              take: 'largest',
              terms: [
                { kind: 'field', key: 'some', points: 4, when: when('person.budget', '>=', 5000) },
                { kind: 'field', key: 'much', points: 9.5, when: when('person.budget', 'between', [15_000, 45_000]) },
              ],
            },
          ],
        },
        {
          key: 'engagement',
          name: 'Engagement',
          floor: -20,
          groups: [
            {
              key: 'way',
              name: 'Way',
              terms: [
                {
                  kind: 'signal',
                  key: 'accepted',
                  signal: 'accepted',
                  points: 8,
                  decay: { curve: 'half_life', days: 30 },
                },
                {
                  kind: 'signal',
                  key: 'sent',
                  signal: 'sent',
                  points: 3.7,
                  at_most: { n: 2, per: 'month' },
                  decay: { curve: 'linear', days: 40 },
                },
                { kind: 'signal', key: 'back', signal: 'back', points: 12, decay: { curve: 'cliff', days: 25 } },
                {
                  kind: 'signal',
                  key: 'called',
                  signal: 'called',
                  points: 1.1,
                  at_most: { n: 1, per: 'day' },
                  decay: { curve: 'half_life', days: 6 },
                },
                {
                  kind: 'count',
                  key: 'chased',
                  signal: 'called',
                  points: -2,
                  comparison: '>',
                  count: 4,
                  window_days: 14,
                },
                {
                  kind: 'signal',
                  key: 'declined',
                  signal: 'declined',
                  points: -25,
                  decay: { curve: 'linear', days: 90 },
                },
              ],
            },
          ],
        },
      ],
      bands,
      grid,
    }),
  };
}
