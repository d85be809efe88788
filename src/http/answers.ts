import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify/types/schema.js';
import type { z } from 'zod';
import { AppError, type InputProblem } from '../base/errors.ts';
import { readZodProblems } from '../base/zod-problems.ts';

const places: Record<string, string> = { querystring: 'query' };

/** Checks what comes in against the route's schemas; a refusal lists every problem with the path to it. */
export const checkInput: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const place = places[httpPart ?? ''] ?? httpPart ?? 'body';
  return (data) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    return { error: refuseInput(place, readZodProblems(result.error)) };
  };
};

/**
 * Checks what goes out, so that a new column cannot leak: what the schema does not name is left out, and an answer that
 * breaks it is a fault of ours. Instants may be `Date`; they leave as ISO text.
 */
export const checkAnswer: FastifySerializerCompiler<z.ZodType> = ({ schema, method, url }) => {
  return (data) => {
    const result = schema.safeParse(writeInstants(data));
    if (result.success) return JSON.stringify(result.data);
    const [first] = readZodProblems(result.error);
    throw new AppError(
      'internal',
      `The answer of ${method} ${url} breaks its schema at ${first?.path.join('.')}: ${first?.message}`,
    );
  };
};

/** The refusal of an input: the first problem in words, all of them as data. */
export function refuseInput(place: string, problems: InputProblem[]): AppError {
  const errors = problems.map(({ path, message }) => ({ path: [place, ...path], message }));
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new AppError('invalid_input', `${first?.path.join('.')}: ${first?.message}${more}`, { errors });
}

function writeInstants(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(writeInstants);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, writeInstants(each)]));
}
