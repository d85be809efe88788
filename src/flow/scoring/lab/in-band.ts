import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../../../base/errors.ts';
import type { Model } from '../../../model/format.ts';

/** Throws `invalid_input` where the model has no such band. */
export function assertBand(model: Model, band: string, path = 'band'): void {
  const keys = model.bands.map(({ key }) => key);
  if (keys.includes(band)) return;
  const message = `Expected one of the bands ${keys.join(', ')}, found ${band}`;
  throw new AppError('invalid_input', message, { errors: [{ path: ['body', path], message }] });
}

/** Whether somebody is in a band of the model or above it, by the key of their band (null: in none). */
export function isAtLeast(model: Model | undefined, band: RawBuilder<unknown>, lowest: string): RawBuilder<boolean> {
  const keys = model?.bands.map(({ key }) => key) ?? [];
  const from = keys.indexOf(lowest);
  return sql<boolean>`coalesce(${band} = any(${from < 0 ? [] : keys.slice(from)}::text[]), false)`;
}
