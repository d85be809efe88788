import type { RegisterCommand } from './command.ts';
import { registerCheck } from './model/check.ts';
import { registerDiff } from './model/diff.ts';
import { registerPull } from './model/pull.ts';
import { registerPush } from './model/push.ts';

/** `plumb model …`: scoring models as files, so that they can be kept, read and reviewed beside other texts. */
export const command: RegisterCommand = (program, context) => {
  const model = program.command('model').description('Scoring models as files: pull, push, compare, check');
  for (const register of [registerPull, registerPush, registerDiff, registerCheck]) register(model, context);
};
