import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { type Actor, recordChange } from '../../../access/index.ts';
import { type Db, inWorkspace } from '../../../base/db.ts';
import type { LeadExport } from '../contract.ts';
import { csvHead, csvLines } from '../csv.ts';
import { exportRows } from '../views/export-rows.ts';
import { loadListContext } from '../views/list-context.ts';
import { readFilter } from '../views/people-filter.ts';
import { readOrder } from '../views/people-order.ts';
import { readColumns } from '../views/people-rows.ts';

/**
 * All rows of a selection as CSV, read while they are sent. Who takes what out is written down before the first byte leaves.
 * Throws `condition_invalid` or `invalid_input`; what goes wrong later breaks the stream off.
 */
export async function exportPeople(app: Db, actor: Actor, query: LeadExport, now: number): Promise<Readable> {
  const { workspace_id } = actor;
  const labels = await inWorkspace(app, workspace_id, async (tx) => {
    const context = await loadListContext(tx, actor, now);
    readFilter(context, query);
    readOrder(context, query.sort);
    const columns = readColumns(context, query.columns);
    await recordChange(tx, actor, { action: 'people.exported', subject_kind: 'people', after: { ...query } });
    return columns.map((field) => field.label ?? field.name);
  });
  const file = new PassThrough();
  const write = async (text: string) => {
    if (!file.write(text)) await Promise.race([once(file, 'drain'), once(file, 'close')]);
  };
  const send = inWorkspace(app, workspace_id, async (tx) => {
    const context = await loadListContext(tx, actor, now);
    await write(csvHead(labels));
    for await (const rows of exportRows(tx, context, query)) {
      // Whoever asked has gone; nobody needs the rest.
      if (file.destroyed) return;
      await write(csvLines(rows));
    }
  });
  send.then(
    () => file.end(),
    (error) => file.destroy(error),
  );
  return file;
}
