import type { RawBuilder } from 'kysely';
import type { Range } from './time.ts';

/** A piece of SQL that gives a value. */
export type Expression = RawBuilder<unknown>;

/**
 * A field that is a key of a jsonb object. `raw` holds the typed values; `folded`, where it is stored, what `foldFields` made of
 * the very same values, and only then can a GIN index (jsonb_path_ops) on it serve `=` and `in`. An `exact` field is read from `raw`.
 * `nullable` (true unless said otherwise): the objects themselves may be null, as a left join leaves them.
 */
export type JsonbKeyBinding = {
  kind: 'jsonb_key';
  raw: Expression;
  folded?: Expression;
  key: string;
  nullable?: boolean;
};

/**
 * A field that is an expression of the field's type: text for `text` and `select`, any finite number, boolean, date, timestamptz,
 * jsonb for `list`. `folded`: the same as folded text (of a list jsonb), null when missing; without it text is folded on the fly.
 * An `exact` field is compared as `expression`. `nullable` is true unless said otherwise.
 */
export type ColumnBinding = { kind: 'column'; expression: Expression; folded?: Expression; nullable?: boolean };

/**
 * The touches of a signal. `hits` counts those with `occurred_at` in a half-open range of epoch milliseconds. `earliest`, which
 * only `compileNextTurn` asks for, is the first `occurred_at` (timestamptz) in such a range, or null.
 */
export type CountBinding = {
  kind: 'count';
  hits: (range: Range) => Expression;
  earliest?: (range: Range) => Expression;
};

/** How a field is reached in SQL. */
export type FieldBinding = JsonbKeyBinding | ColumnBinding | CountBinding;

/** Gives the binding of every field a condition may name, by the field's name; throws for a name it does not know. */
export type Bindings = (field: string) => FieldBinding;
