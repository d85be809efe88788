import { startBenchServer } from './bench-server.ts';
import { benchImport } from './import.ts';
import { benchIngest } from './ingest.ts';
import { type Figure, printFigures } from './report.ts';

const wanted = process.argv.slice(2);
const asked = (name: string) => wanted.length === 0 || wanted.includes(name);
const figures: Figure[] = [];

const server = await startBenchServer();
try {
  if (asked('import')) figures.push(await benchImport(server, 40_000));
  if (asked('ingest')) figures.push(...(await benchIngest(server, 60_000)));
} finally {
  await server.stop();
}
printFigures(figures);
