import { expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withLabCompany } from '../../../../test/harness/lab-company.ts';
import type { CustomersAnswer } from './contract.ts';

const db = await withDatabase();
const now = Date.now();
const { call } = await withLabCompany(db, 600, now);

test('smoke', async () => {
  const { status, body } = await call('GET', '/api/learning/customers');
  console.log(status, JSON.stringify(body, null, 1).slice(0, 6000));
  const answer = body as CustomersAnswer;
  expect(answer.enough).toBe(true);
});
