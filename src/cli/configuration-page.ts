import type { z } from 'zod';
import { variables } from '../config.ts';

/** The text of docs/configuration.md: every variable with its default and meaning. */
export function writeConfigurationPage(): string {
  const rows = Object.entries(variables).map(([name, variable]) => {
    const { description, secret, default: shown } = variable.meta() ?? {};
    return `| \`${name}\` | ${shown ?? describeDefault(variable)} | ${description}${secret ? ' *(secret)*' : ''} |`;
  });
  return `# Configuration

<!-- Written by \`npm run plumb -- docs\` from src/config.ts; do not edit. -->

Plumb reads these environment variables, and a file \`.env\` in the project's folder for those that are not set. None is
needed to begin with. All problems are reported at once when a command starts; \`plumb doctor\` checks the rest.

| Variable | Default | Meaning |
|---|---|---|
${rows.join('\n')}
`;
}

function describeDefault(variable: z.ZodType): string {
  const { type } = variable.def;
  if (type === 'pipe') return describeDefault((variable as unknown as z.ZodPipe<z.ZodType>).in);
  if (type !== 'default') return '';
  return `\`${String((variable as z.ZodDefault).def.defaultValue)}\``;
}
