import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { pickWorkspace } from '../access/pick-workspace.ts';
import { inWorkspace } from '../base/db.ts';
import { AppError } from '../base/errors.ts';
import { listModels, rescoreAll } from '../flow/scoring/index.ts';
import type { CommandContext, RegisterCommand } from './command.ts';
import { type ScoreNotes, scoreFile, writeReceipts, writeScoredCsv } from './score-file/score-file.ts';

type FileOptions = {
  model?: string;
  mapping?: string;
  touches?: string;
  key?: string;
  at?: string;
  timeZone?: string;
  output?: string;
  receipts?: boolean;
};
type Options = FileOptions & { workspace?: string };

/**
 * `plumb score`: scores everybody anew under the live models, which is never needed daily: points follow touches and time by
 * themselves. `plumb score FILE`: scores the rows of a file with a model file, which needs no Plumb that runs.
 */
export const command: RegisterCommand = (program, context) => {
  program
    .command('score')
    .argument('[file]', 'a CSV file whose rows are people')
    .description(
      'Score everybody anew under the live models (after a restore, or to be sure); or with a file, score its rows with a model file, without server or database',
    )
    .option('--workspace <name or id>', 'everybody of which workspace, where several exist')
    .optionsGroup('With a file:')
    .option('--model <file>', 'the model, as YAML or JSON')
    .option('--touches <file>', 'a CSV file of what these people did: whose, event or type, occurred_at, properties')
    .option(
      '--key <column>',
      'the column, in both files, that says whose touch it is (default: the first that both have)',
    )
    .option('--mapping <file or name>', 'what the columns hold: a JSON file, or a shipped mapping (default: guessed)')
    .option('--at <instant>', 'ISO 8601, for example 2026-03-01T12:00:00Z (default: now)')
    .option('--time-zone <zone>', 'where days and weeks begin, for example Europe/Chisinau (default: UTC)')
    .option('--output <file>', 'where to (default: the screen)')
    .option('--receipts', 'a line of JSON for each row, with the reason for every point, instead of CSV')
    .action((file: string | undefined, { workspace, ...options }: Options) =>
      file === undefined ? scoreEverybody(context, workspace, options) : scoreRows(context, file, options),
    );
};

function scoreEverybody(context: CommandContext, workspace: string | undefined, options: FileOptions): Promise<void> {
  const [stray] = Object.keys(options);
  if (stray !== undefined)
    throw new AppError(
      'invalid_input',
      `score: expected a file whose rows to score, since an option for files (${stray}) was given`,
    );
  return context.withDatabase(async (db) => {
    const workspaceId = await pickWorkspace(db, workspace);
    const models = await inWorkspace(db.app, workspaceId, (tx) => listModels(tx, workspaceId));
    for (const model of models.filter((each) => each.live_version !== null)) {
      const start = performance.now();
      const written = await rescoreAll(db.app, workspaceId, model.model_id, [], Date.now);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      context.say(
        `${model.name}, version ${model.live_version}: everybody scored in ${seconds} s; ${written.toLocaleString('en')} shown otherwise than before.`,
      );
    }
  });
}

async function scoreRows(context: CommandContext, people: string, options: FileOptions): Promise<void> {
  const { model, at, timeZone: time_zone = 'UTC', output, receipts, ...files } = options;
  if (model === undefined) throw new AppError('invalid_input', `score ${people}: expected --model with a model file`);
  const instant = at === undefined ? Date.now() : Date.parse(at);
  if (Number.isNaN(instant)) throw new AppError('invalid_input', `--at ${at}: expected an ISO 8601 instant`);
  if (!isTimeZone(time_zone))
    throw new AppError('invalid_input', `--time-zone ${time_zone}: expected an IANA time zone`);
  const scores = await scoreFile({ people, model, ...files, at: instant, time_zone });
  const text = receipts ? writeReceipts(scores) : writeScoredCsv(scores);
  if (output === undefined) for await (const piece of text) context.say(piece.trimEnd());
  else await pipeline(text, createWriteStream(output));
  tell(writeNotes(scores.notes, new Date(instant).toISOString()));
}

/** The scores stand on standard output; what there is to say beside them must not. */
function tell(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

/** So many rows that could not be read are named one by one. */
const mostNamed = 20;

function writeNotes({ rows, problems, unsaid, touches, strangers }: ScoreNotes, at: string): string[] {
  const named = problems
    .slice(0, mostNamed)
    .map(({ file, row_no, problem }) => `${file}, row ${row_no}: left out: ${problem}`);
  return [
    ...named,
    ...(problems.length > mostNamed ? [`… and ${problems.length - mostNamed} more rows left out`] : []),
    ...unsaid.map((field) => `${field}: no column says it, so it is missing for everybody`),
    ...(strangers > 0
      ? [`touches of nobody in the file do not count (${strangers} ${strangers === 1 ? 'person' : 'people'})`]
      : []),
    `${rows} rows scored as of ${at}${touches > 0 ? `, with ${touches} touches` : ''}`,
  ];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
