import type { RegisterCommand } from './command.ts';
import { command as demo } from './demo.ts';
import { command as docs } from './docs.ts';
import { command as doctor } from './doctor.ts';
import { command as explain } from './explain.ts';
import { command as importFile } from './import.ts';
import { command as migrate } from './migrate.ts';
import { command as model } from './model.ts';
import { command as password } from './password.ts';
import { command as score } from './score.ts';
import { command as serve } from './serve.ts';
import { command as work } from './work.ts';

/** Every command, in the order in which `plumb --help` lists them. */
export const commands: RegisterCommand[] = [
  serve,
  work,
  migrate,
  importFile,
  score,
  explain,
  model,
  demo,
  password,
  doctor,
  docs,
];
