import { expect, test } from 'vitest';
import { withDatabase } from '../../../test/harness/database.ts';
import { withWorkServer } from '../../../test/harness/work-server.ts';
import { inWorkspace } from '../../base/db.ts';
import { readCompanyStanding } from './company-standing.ts';
import { rescoreAll } from './rescore-all.ts';

const db = await withDatabase();
const { administrator, workspaceId, arrive } = await withWorkServer(db);

const always = { combinator: 'and', rules: [] };
const titled = (value: string) => ({
  combinator: 'and',
  rules: [{ field: 'person.title', operator: 'contains', value }],
});
const model = (company: object | undefined) => ({
  format: 1,
  name: 'Rolled up',
  signals: {},
  dimensions: [
    {
      key: 'fit',
      name: 'Fit',
      groups: [
        {
          key: 'all',
          name: 'All',
          terms: [
            { key: 'anybody', kind: 'field', points: 10, when: always },
            { key: 'chief', kind: 'field', points: 25, when: titled('chief') },
          ],
        },
      ],
    },
  ],
  bands: [{ key: 'cold' }, { key: 'warm', from: 20 }],
  ...(company ? { company } : {}),
});

test('a company stands as its people do, as the model says', async () => {
  let companyId = 0;
  for (const [name, title] of [
    ['Ada', 'Chief buyer'],
    ['Bea', 'Clerk'],
    ['Cyd', 'Chief clerk'],
  ] as const) {
    const arrived = await arrive({ email: `${name}@larch-timber.example` }, { fields: { full_name: name, title } });
    const { body } = await administrator.call('GET', `/api/people/${arrived.person_id}`);
    companyId = body.card.company.company_id;
  }
  const [{ model_id }] = (await administrator.call('GET', '/api/models')).body.models;
  const standingUnder = async (company: object | undefined) => {
    const { body } = await administrator.call('PUT', `/api/models/${model_id}/draft`, { document: model(company) });
    await administrator.call('POST', `/api/models/${model_id}/versions/${body.version}/publish`);
    await rescoreAll(db.app, workspaceId, model_id, [], Date.now);
    return inWorkspace(db.app, workspaceId, (tx) => readCompanyStanding(tx, workspaceId, companyId, Date.now()));
  };
  const nobodySaid = { decision_makers: null, decision_makers_engaged: null };
  expect(await standingUnder(undefined)).toEqual({ take: 'best', points: 35, people: 3, engaged: 2, ...nobodySaid });
  expect(await standingUnder({ take: 'sum', engaged: { dimension: 'fit', from: 10 } })).toEqual({
    ...{ take: 'sum', points: 80, people: 3, engaged: 3 },
    ...nobodySaid,
  });
  expect(await standingUnder({ take: 'average', decision_maker: titled('clerk') })).toEqual({
    ...{ take: 'average', points: 27, people: 3, engaged: 2 },
    decision_makers: 2,
    decision_makers_engaged: 1,
  });
});
