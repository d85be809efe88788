import { expect, it, vi } from 'vitest';
import { isRefused, type Kept, makeKeeper } from './keeper.ts';
import { ApiError } from './request.ts';

type Note = { text: string };
const begin: Kept<Note> = { document: { text: 'begun' }, revision: 1, at: null, by: null };

/** A server with one document, which answers when it is told to, and refuses what is not over its own revision. */
function makeServer() {
  const waiting: (() => void)[] = [];
  const seen: [string, number, string | null][] = [];
  let now = begin;
  const turn = () => new Promise<void>((resolve) => waiting.push(resolve));
  return {
    seen,
    answer: async () => {
      await vi.waitFor(() => expect(waiting).not.toHaveLength(0));
      waiting.shift()?.();
    },
    writeElsewhere: (text: string) => {
      now = { ...now, document: { text }, revision: now.revision + 1 };
    },
    put: async (document: Note, over: number, note: string | null) => {
      seen.push([document.text, over, note]);
      await turn();
      if (over !== now.revision) throw new ApiError(409, 'conflict', '');
      now = { ...now, document, revision: over + 1 };
      return { ...now, document: { ...document } };
    },
    read: async () => now,
  };
}

it('what is sent while another is on its way goes over the revision that it is answered', async () => {
  const server = makeServer();
  const onOther = vi.fn();
  const { send } = makeKeeper(begin, onOther);
  const last = { text: 'second' };
  const sent = [send({ text: 'first' }, null, server), send(last, null, server), send(last, null, server)];
  await server.answer();
  await server.answer();
  expect((await Promise.all(sent)).map(({ revision }) => revision)).toEqual([2, 3, 3]);
  expect(server.seen).toEqual([
    ['first', 1, null],
    ['second', 2, null],
  ]);
  const noted = send(last, 'why', server);
  await server.answer();
  expect((await noted).revision).toBe(4);
  expect(onOther).not.toHaveBeenCalled();
});

it('what failed is over, and what comes after it is sent all the same', async () => {
  const server = makeServer();
  const { send } = makeKeeper(begin, vi.fn());
  const lost = send({ text: 'lost' }, null, {
    ...server,
    put: () => Promise.reject(new ApiError(0, 'offline', '')),
  });
  const sent = send({ text: 'sent' }, null, server);
  await expect(lost).rejects.toMatchObject({ code: 'offline' });
  await server.answer();
  expect(await sent).toMatchObject({ revision: 2, document: { text: 'sent' } });
});

it('nothing is written over what somebody else has kept, unless that is known', async () => {
  const server = makeServer();
  const onOther = vi.fn();
  const { send, know } = makeKeeper(begin, onOther);
  server.writeElsewhere('theirs');
  const mine = { text: 'mine' };
  const refused = send(mine, null, server);
  await server.answer();
  await expect(refused).rejects.toMatchObject({ code: 'conflict' });
  expect(onOther).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ document: { text: 'theirs' }, revision: 2 }),
  );
  know(onOther.mock.calls[0]?.[0]);
  const kept = send(mine, null, server);
  await server.answer();
  expect(await kept).toMatchObject({ revision: 3 });
});

it('where nothing stands in the way any more, it is sent once more at once', async () => {
  const server = makeServer();
  const onOther = vi.fn();
  const { send } = makeKeeper({ ...begin, revision: 0 }, onOther);
  const sent = send({ text: 'anew' }, null, { ...server, read: async (kept) => ({ ...kept, revision: 1 }) });
  await server.answer();
  await server.answer();
  expect((await sent).revision).toBe(2);
  expect(server.seen.map(([, over]) => over)).toEqual([0, 1]);
  expect(onOther).not.toHaveBeenCalled();
});

it('what the server has refused is refused again; what came at the wrong time is not', () => {
  const refused = [0, 400, 403, 404, 408, 409, 410, 422, 429, 500, 503].filter((status) =>
    isRefused(new ApiError(status, '', '')),
  );
  expect(refused).toEqual([400, 403, 404, 410, 422]);
  expect(isRefused(new Error('a fault of ours'))).toBe(false);
});
