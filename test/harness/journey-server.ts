import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../src/base/embedded/postmaster.ts';
import { root } from './source-files.ts';

/** The program as its users run it: a process of its own with a data folder, an embedded database and a port. */
export type RunningServer = {
  /** Where it answers, without a slash at the end. */
  url: string;
  /** Ends it like Ctrl-C and removes its data. */
  stop: () => Promise<void>;
  /** Ends it like a power cut; the data stays. */
  kill: () => Promise<void>;
  /** Starts it again at the same address on the same data. */
  restart: () => Promise<void>;
};

const announced = / is at (http:\S+)/;

/** Starts `plumb serve` on data of its own and waits until it says where it is. Throws with its output when it ends first. */
export async function startServer(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'plumb-journey-'));
  // The database runs as another user, who has to get in.
  await chmod(folder, 0o755);
  const port = await findFreePort();
  let run = await serve(folder, port);
  const end = async (signal: NodeJS.Signals) => {
    if (run.child.exitCode !== null || run.child.signalCode !== null) return;
    const gone = once(run.child, 'exit');
    run.child.kill(signal);
    await gone;
  };
  return {
    url: run.url,
    kill: () => end('SIGKILL'),
    restart: async () => {
      run = await serve(folder, port);
    },
    stop: async () => {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function serve(folder: string, port: number): Promise<{ child: ChildProcess; url: string }> {
  const env = { PATH: process.env.PATH, PLUMB_DATA_DIR: folder, PLUMB_PORT: String(port), LOG_LEVEL: 'warn' };
  const node = join(root, 'node_modules/.bin/node');
  const child = spawn(node, [join(root, 'src/main.ts'), 'serve'], { cwd: root, env });
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  child.once('exit', () => process.off('exit', orphan));
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (piece: string) => {
      output += piece;
      const [, found] = announced.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`plumb serve ended with ${code}:\n${output}`)));
  });
  return { child, url };
}
