import { Command } from 'commander';
import { AppError, errorCodes } from '../base/errors.ts';
import { createLog, type Log } from '../base/log.ts';
import { writeLines } from '../base/log-lines.ts';
import { migrate } from '../base/migrate.ts';
import { type OpenDatabase, openDatabase } from '../base/open-database.ts';
import { type Config, readConfig } from '../config.ts';
import type { CommandContext } from './command.ts';
import { commands } from './commands.ts';
import { readVersion } from './version.ts';

/** Runs the command that `args` name and returns the exit code. Errors are told in words, with how to mend them. */
export async function runCommand(args: string[], signal: AbortSignal): Promise<number> {
  const context = makeContext(signal);
  const program = new Command('plumb')
    .description('Leads in, scored, with the reason for every point.')
    .version(context.version, '-v, --version')
    .helpCommand(true)
    // What stands behind a command is the command's own: `model pull --version 3` asks for no version of Plumb.
    .enablePositionalOptions()
    .showHelpAfterError('(plumb --help lists what there is)')
    .exitOverride();
  for (const register of commands) register(program, context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return tellError(error);
  }
}

function makeContext(signal: AbortSignal): CommandContext {
  let config: Config | undefined;
  let log: Log | undefined;
  const context: CommandContext = {
    version: readVersion(),
    signal,
    readConfig: () => {
      config ??= readConfig();
      return config;
    },
    log: () => {
      const lines = process.stdout.isTTY ? writeLines((text) => process.stdout.write(text)) : undefined;
      log ??= createLog(context.readConfig().LOG_LEVEL, lines);
      return log;
    },
    say: (text) => void process.stdout.write(`${text}\n`),
    openDatabase: () => openConfigured(context),
    withDatabase: async (work) => {
      const { db, close } = await context.openDatabase();
      try {
        const { wireFlow } = await import('../flow/flow.ts');
        const { allSteps } = await import('./all-steps.ts');
        await migrate(db);
        return await work(db, wireFlow(allSteps));
      } finally {
        await close();
      }
    },
  };
  return context;
}

function openConfigured(context: CommandContext): Promise<OpenDatabase> {
  const { DATABASE_URL, PLUMB_DATA_DIR, PLUMB_POOL_SIZE } = context.readConfig();
  return openDatabase({
    url: DATABASE_URL,
    dataDir: PLUMB_DATA_DIR,
    poolSize: PLUMB_POOL_SIZE,
    log: context.log(),
  });
}

function tellError(error: unknown): number {
  if (error instanceof Error && error.name === 'CommanderError') return (error as { exitCode?: number }).exitCode ?? 1;
  if (error instanceof AppError && error.code !== 'internal') {
    // What is wrong with an argument is in the message already; the usual advice is for readers of the API's answer.
    const advice = error.code === 'invalid_input' && !error.errors ? [] : [errorCodes[error.code].mend];
    const problems = (error.errors ?? [])
      .filter(({ message }) => !error.message.includes(message))
      .map(({ path, message }) => `${path.join('.')}: ${message}`);
    process.stderr.write(`${[`plumb: ${error.message}`, ...problems, ...advice].join('\n       ')}\n`);
    return 1;
  }
  process.stderr.write(
    `plumb: this is a fault of Plumb itself\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return 70;
}
