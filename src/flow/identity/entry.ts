import type { Identified } from './read-arrival.ts';

/** A fresh arrival on its way to a row: its place in the batch, its key and the id its touch will have. */
export type Entry = { index: number; identified: Identified; key: string; touch_id: number };
