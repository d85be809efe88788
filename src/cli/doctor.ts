import type { RegisterCommand } from './command.ts';
import type { Check } from './doctor/check.ts';
import { checkDatabase } from './doctor/database.ts';
import { checkMachine } from './doctor/machine.ts';

const marks = { good: '✓', warning: '!', bad: '✗' };

/** `plumb doctor`: what is wrong with an installation and how to mend it. Exits with 1 if something is bad. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('doctor')
    .description('Say what is wrong with this installation and how to mend it')
    .action(async () => {
      let bad = 0;
      const tell = ({ state, text, mend }: Check) => {
        if (state === 'bad') bad++;
        context.say(`${marks[state]} ${text}${mend === undefined || state === 'good' ? '' : `\n    → ${mend}`}`);
      };
      // Throws by itself, with all problems, when the configuration is wrong; nothing below makes sense then.
      const config = context.readConfig();
      for await (const check of checkMachine(config)) tell(check);
      for await (const check of checkDatabase(context)) tell(check);
      context.say(bad === 0 ? '\nNothing is wrong.' : `\n${bad} to mend.`);
      if (bad > 0) process.exitCode = 1;
    });
};
