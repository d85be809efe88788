import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { withDatabase } from '../../../test/harness/database.ts';
import { withWorkServer } from '../../../test/harness/work-server.ts';

const db = await withDatabase();
const { administrator, workspaceId } = await withWorkServer(db);
const { body: models } = await administrator.call('GET', '/api/models');
const path = `/api/models/${models.models[0].model_id}`;
const { body: live } = await administrator.call('GET', `${path}/versions/live`);
const named = (name: string) => ({ ...live.document, name });
const put = (name: string, over?: string | null) =>
  administrator.call('PUT', `${path}/draft`, { document: named(name), ...(over === undefined ? {} : { over }) });

describe('a draft', () => {
  it('is kept only over the one it was made from, so that nobody’s work is lost', async () => {
    const first = await put('First', null);
    expect(first.status).toBe(200);
    expect(await put('Of another who saw none', null)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const second = await put('Second', first.body.created_at);
    expect(second.status).toBe(200);
    expect(await put('Of another who saw the first', first.body.created_at)).toMatchObject({ status: 409 });
    const { body: kept } = await administrator.call('GET', `${path}/versions/${second.body.version}`);
    expect(kept.document.name).toBe('Second');
  });

  it('is replaced by whoever does not say over which', async () => {
    expect(await put('Whatever was there')).toMatchObject({
      status: 200,
      body: { document: { name: 'Whatever was there' } },
    });
    const { rows } = await sql`select 1 from model_version v
      where v.workspace_id = ${workspaceId} and v.state = 'draft'`.execute(db.owner);
    expect(rows).toHaveLength(1);
  });
});
