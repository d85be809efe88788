/** A row as the database gives it: what JSON has as ISO text is a `Date`. */
export type RowOf<T> = { [K in keyof T]: K extends 'at' | `${string}_at` ? Date | Extract<T[K], null> : T[K] };
