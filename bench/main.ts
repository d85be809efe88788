import { type BenchServer, startBenchServer } from './bench-server.ts';
import { benchImport } from './import.ts';
import { benchIngest } from './ingest.ts';
import { benchLab } from './lab.ts';
import { benchLists } from './lists.ts';
import { fillMillion } from './million.ts';
import { benchPublish } from './publish.ts';
import { type Figure, printFigures } from './report.ts';
import { benchRescore } from './rescore.ts';
import { benchTerms } from './terms.ts';

/** A part, and how much of it is measured unless said otherwise. Each runs on a server of its own. */
type Part = { size: number; run: (server: BenchServer, size: number) => Promise<Figure[]> };

const parts: Record<string, Part> = {
  import: { size: 40_000, run: async (server, rows) => [await benchImport(server, rows)] },
  ingest: { size: 60_000, run: benchIngest },
  publish: {
    size: 1_000_000,
    run: async (server, people) => {
      await fillMillion(server, people, { touches: 20, hits: 14 });
      return benchPublish(server, people);
    },
  },
  lab: { size: 100_000, run: benchLab },
  terms: { size: 40_000, run: benchTerms },
  lists: {
    size: 1_000_000,
    run: async (server, people) => {
      await fillMillion(server, people, { touches: 5, hits: 5 });
      return [...(await benchRescore(server, people)), ...(await benchLists(server, people))];
    },
  },
};

/** `npm run bench`, or some parts, of another size: `npm run bench -- ingest lists=100000`. */
const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const word of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const [name = '', size] = word.split('=');
  const part = parts[name];
  if (!part) throw new Error(`${name}: expected ${Object.keys(parts).join(', ')}`);
  const server = await startBenchServer();
  try {
    figures.push(...(await part.run(server, size === undefined ? part.size : Number(size))));
  } finally {
    await server.stop();
  }
}
printFigures(figures);
