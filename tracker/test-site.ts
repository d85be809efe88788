import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { trackerBuild } from './build.mjs';

/** A message as it arrived, whatever it holds. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into what has no schema on this side.
export type Received = Record<string, any>;

/** A request to the receiving server: what a browser sent and how. */
export type Delivery = { method: string; contentType: string; status: number; writeKey?: string; batch: Received[] };

/** Two servers on 127.0.0.1: a web site, and the host that its tracker comes from and sends to. */
export type TestSite = {
  /** Address of the site; every path is a page. */
  origin: string;
  /** Address of the tracker's host. */
  host: string;
  port: number;
  /** What stands on the page of each path. */
  pages: Map<string, string>;
  deliveries: Delivery[];
  /** What the host answers to a batch: a status, or `cut` to break the connection. */
  answer: number | 'cut';
  /** Messages that were acknowledged, in order of arrival. */
  messages: () => Received[];
  /** The first acknowledged message like this one; waits for it. */
  receive: (like: (message: Received) => boolean) => Promise<Received>;
  /** Waits until the host has had this many requests. */
  delivered: (count: number) => Promise<void>;
  forget: () => void;
  close: () => Promise<void>;
};

/** The built tracker, as browsers get it. */
export async function buildTracker(): Promise<string> {
  const { outputFiles } = await build({ ...trackerBuild, write: false });
  return outputFiles?.[0]?.text ?? '';
}

/** Starts both servers on ports of their own. */
export async function openTestSite(): Promise<TestSite> {
  const script = await buildTracker();
  let waiting: (() => void)[] = [];
  const host = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/plumb.js') return response.setHeader('content-type', 'text/javascript').end(script);
    const { writeKey, batch = [] } = JSON.parse((await read(request)) || '{}');
    const status = site.answer === 'cut' ? 0 : site.answer;
    const contentType = request.headers['content-type'] ?? '';
    site.deliveries.push({ method: request.method ?? '', contentType, status, writeKey, batch });
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end('{}');
    for (const wake of waiting.splice(0)) wake();
  });
  const pages = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.example');
    const body = site.pages.get(pathname);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(body ?? '');
  });
  const [hostPort, port] = [await listen(host), await listen(pages)];
  const arrival = () => new Promise<void>((wake) => waiting.push(wake));

  const site: TestSite = {
    origin: `http://127.0.0.1:${port}`,
    host: `http://127.0.0.1:${hostPort}`,
    port,
    pages: new Map(),
    deliveries: [],
    answer: 200,
    messages: () => site.deliveries.filter(({ status }) => status === 200).flatMap(({ batch }) => batch),
    async receive(like) {
      for (;;) {
        const found = site.messages().find(like);
        if (found) return found;
        await arrival();
      }
    },
    async delivered(count) {
      while (site.deliveries.length < count) await arrival();
    },
    forget() {
      site.deliveries = [];
      site.pages.clear();
      site.answer = 200;
      waiting = [];
    },
    async close() {
      for (const server of [host, pages]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
  return site;
}

/** The script tag of this site's tracker, with further attributes. */
export function trackerTag(site: TestSite, attributes = ''): string {
  return `<script async src="${site.host}/plumb.js" data-write-key="plwk_test" ${attributes}></script>`;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
