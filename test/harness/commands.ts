import { Command } from 'commander';
import type { Database } from '../../src/base/db.ts';
import type { CommandContext, RegisterCommand } from '../../src/cli/command.ts';

/** What a command said, and the code it would end with. */
export type CommandRun = { said: string; code: number };

/**
 * Makes a runner of one command in this process, on a test's database where it has one. A command that fails throws, as
 * the program around it expects.
 */
export function commandRunner(register: RegisterCommand, db?: Database): (...args: string[]) => Promise<CommandRun> {
  return async (...args) => {
    const lines: string[] = [];
    const before = process.exitCode;
    process.exitCode = 0;
    const context = {
      version: '0',
      signal: new AbortController().signal,
      say: (text: string) => void lines.push(text),
      withDatabase: (work: (db: Database, jobs: never[]) => unknown) => {
        if (!db) throw new Error('this command was to do without a database');
        return work(db, []);
      },
    } as unknown as CommandContext;
    const program = new Command('plumb').enablePositionalOptions().exitOverride();
    register(program, context);
    try {
      await program.parseAsync(args, { from: 'user' });
      return { said: lines.join('\n'), code: Number(process.exitCode ?? 0) };
    } finally {
      process.exitCode = before;
    }
  };
}
