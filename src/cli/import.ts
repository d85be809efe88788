import { pickWorkspace } from '../access/pick-workspace.ts';
import { type BringIn, type BroughtIn, bringInFile, tryFile } from '../flow/capture/index.ts';
import type { CommandContext, RegisterCommand } from './command.ts';
import { writeCheck, writeProgress, writeSummary } from './write-import.ts';

type Options = { workspace?: string; source?: string; mapping?: string; dryRun?: boolean; json?: boolean };

/** `plumb import FILE`: brings in a CSV file of any size; stopped half-way, the same command goes on where it stopped. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('import')
    .argument('<file>', 'a CSV file')
    .description('Bring in leads from a CSV file')
    .option('--workspace <name or id>', 'where several workspaces exist')
    .option('--source <key>', 'the source of rows that name none (default: import)')
    .option(
      '--mapping <file or name>',
      'what the columns hold: a JSON file, or a saved or shipped mapping (default: guessed)',
    )
    .option('--dry-run', 'say what would happen, and do nothing')
    .option('--json', 'the outcome as JSON')
    .action((path: string, options: Options) => bringIn(context, path, options));
};

function bringIn(context: CommandContext, path: string, { workspace, source, mapping, dryRun, json }: Options) {
  return context.withDatabase(async (db) => {
    const workspaceId = await pickWorkspace(db, workspace);
    const wanted: BringIn = { path, source, mapping, most_bytes: context.readConfig().PLUMB_MAX_UPLOAD_BYTES };
    const start = performance.now();
    const show = json || !process.stderr.isTTY ? undefined : writeProgress(process.stderr);
    const options = { signal: context.signal, ...(show ? { onProgress: show.next } : {}) };
    try {
      const outcome = await (dryRun ? tryFile : bringInFile)(db.app, workspaceId, wanted, options);
      show?.end();
      const seconds = (performance.now() - start) / 1000;
      context.say(json ? writeJson(outcome, seconds) : dryRun ? writeCheck(outcome) : writeSummary(outcome, seconds));
      const { state } = outcome.import;
      if (state !== 'done' && state !== 'checked') process.exitCode = 1;
    } catch (error) {
      show?.end();
      if (!context.signal.aborted) throw error;
      context.say('Stopped. What was read is kept; the same command goes on where it stopped.');
      process.exitCode = 130;
    }
  });
}

function writeJson({ import: outcome, ...rest }: BroughtIn, seconds: number): string {
  const { import_id, file_name, state, rows_read, counts, check, problem } = outcome;
  return JSON.stringify({ import_id, file_name, state, rows_read, counts, check, problem, seconds, ...rest }, null, 2);
}
