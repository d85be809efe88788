import { z } from 'zod';
import { Model } from '../model/format.ts';

/** The text of docs/model.schema.json: what a model file may hold, as JSON Schema, for editors that complete and check while typing. */
export function writeModelSchema(): string {
  const schema = z.toJSONSchema(Model, { io: 'input', target: 'draft-2020-12' });
  const { $schema, ...rest } = schema;
  const titled = {
    $schema,
    title: 'Plumb scoring model',
    description:
      'Written by `npm run plumb -- docs` from src/model/format.ts; do not edit. docs/model-format.md explains it; `plumb model check` also checks what the parts say of each other.',
    ...rest,
  };
  // Zod numbers what refers to itself; the one such thing is the condition.
  return `${JSON.stringify(titled, null, 2).replaceAll('__schema0', 'Condition')}\n`;
}
