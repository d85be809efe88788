import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web site of a customer of Plumb's, on an address of its own. */
export type Site = {
  origin: string;
  /** Puts a page on the site; `head` and `body` are HTML. */
  publish: (path: string, page: { title: string; head: string; body: string }) => void;
  close: () => Promise<void>;
};

/** Starts a site without pages. */
export async function openSite(): Promise<Site> {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://site').pathname);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish: (path, { title, head, body }) => {
      const start = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">';
      pages.set(path, `${start}<title>${title}</title>${head}<body>${body}`);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
