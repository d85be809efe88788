import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './journey.ts';
import type { Visitor } from './journey-visitor.ts';

/** The list of leads as somebody reads it. */
export function leadsList(page: Page) {
  const grid = page.getByRole('grid', { name: 'Leads' });
  const rows = grid.locator('[role="row"][id^="row-"]');
  return {
    grid,
    rows,
    /** The row with this text in it. */
    row: (text: string | RegExp) => rows.filter({ hasText: text }),
    /** The row that the keys have moved to. */
    active: grid.locator('[role="row"][data-active="true"]'),
    count: page.getByText(/^(about )?[\d,]+ (person|people)$/),
    /** How many people the list says it has. */
    readCount: async () => Number(((await leadsList(page).count.textContent()) ?? '').replace(/\D/g, '')),
    /** The texts of a column in the rows that are drawn now, from the top. */
    readColumn: (column: string) => readDown(rows, `[data-column="${column}"]`),
    /** The names in the rows that are drawn now, from the top. */
    readNames: () => readDown(rows, '[data-column="name"] a'),
  };
}

/** What stands at `selector` in each row, from the top; the document has rows in another order. */
function readDown(rows: Locator, selector: string): Promise<string[]> {
  return rows.evaluateAll(
    (elements, at) =>
      elements
        .map((row) => ({
          index: Number(row.getAttribute('aria-rowindex')),
          text: row.querySelector(at)?.textContent ?? '',
        }))
        .sort((a, b) => a.index - b.index)
        .map(({ text }) => text),
    selector,
  );
}

export type ReadReceipt = {
  /** The number at the top of the card. */
  shown: number;
  /** The number at the foot of the receipt. */
  total: number;
  sections: { name: string; points: number; lines: { label: string; points: number }[] }[];
  /** Weights and rounding between the sections and the total. */
  closing: { label: string; points: number }[];
};

/** Reads the receipt off the page: every number as it is shown. */
export async function readReceipt(card: Locator): Promise<ReadReceipt> {
  await card.getByRole('rowheader', { name: 'Score', exact: true }).waitFor();
  return card.evaluate((element) => {
    const toNumber = (text: string | undefined) => Number((text ?? '').replaceAll('−', '-').replace(/[^\d.-]/g, ''));
    const readLines = (table: Element) =>
      [...table.querySelectorAll('tbody tr')]
        .filter((row) => row.querySelector('th') !== null)
        .map((row) => ({
          label: row.querySelector('th')?.textContent ?? '',
          points: toNumber(row.querySelector('td:last-child')?.textContent ?? ''),
        }));
    const tables = [...element.querySelectorAll('table')].filter((table) => table.closest('figure') === null);
    const foot = tables.find((table) => table.tFoot !== null);
    return {
      shown: toNumber(element.querySelector('[data-size="card"]')?.textContent ?? ''),
      total: toNumber(foot?.tFoot?.querySelector('td:last-child')?.textContent ?? ''),
      sections: tables
        .filter((table) => table.caption !== null)
        .map((table) => ({
          name: table.caption?.firstElementChild?.textContent ?? '',
          points: toNumber(table.caption?.lastElementChild?.textContent ?? ''),
          lines: readLines(table),
        })),
      closing: foot === undefined ? [] : readLines(foot),
    };
  });
}

/** How often the page has been loaded anew since this was called. */
export function watchLoads(page: Page): { count: () => number } {
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  return { count: () => loads };
}

/** Every lead of the workspace, read page by page without any filter. Scores may move meanwhile, so each is taken once. */
export async function listAllLeads(call: Visitor['call']): Promise<{ title: string | null }[]> {
  const people = new Map<number, { title: string | null }>();
  for (let after: string | undefined; ; ) {
    const { body } = await call('POST', '/api/leads/query', { limit: 200, after });
    for (const row of body.rows) people.set(row.person_id, row);
    if (body.next === null) return [...people.values()];
    after = body.next;
  }
}

/** Waits until the element reads so. */
export async function expectText(element: Locator, text: string): Promise<void> {
  await eventually(async () => expect(await element.textContent()).toBe(text));
}
