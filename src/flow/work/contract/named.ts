import { z } from 'zod';

/** UTC instant as ISO 8601 text. */
export const Instant = z.iso.datetime({ offset: true });
export const Id = z.int().positive();
/** An id as part of an address. */
export const IdParam = z.coerce.number().int().positive();

/** A user named on a screen. */
export const UserRef = z.object({ id: z.string(), name: z.string() });
export type UserRef = z.infer<typeof UserRef>;

/** A source named on a screen. */
export const SourceRef = z.object({ id: Id, name: z.string() });
export type SourceRef = z.infer<typeof SourceRef>;
