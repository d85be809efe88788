import { type Db, inWorkspace } from '../../../base/db.ts';
import { AppError, type InputProblem } from '../../../base/errors.ts';
import { readZodProblems } from '../../../base/zod-problems.ts';
import { NewLead, type NewLeadAnswer } from '../contract.ts';
import type { Intake } from '../intake.ts';
import { findSourceByKey } from '../sources/queries.ts';
import type { Reading } from '../unreadable/draft.ts';
import { keepUnreadable } from '../unreadable/keep-reading.ts';
import { readLead } from './read-lead.ts';

/** A lead as it was sent: the body as parsed JSON, and what came beside it. */
export type SentLead = {
  body: unknown;
  idempotency_key: string | undefined;
  received_at: number;
  /** Sent by a system that nobody watches: then what is refused is kept in the list of what could not be understood. */
  keepRefused: boolean;
};

/**
 * Keeps a lead and says what became of it. Throws `invalid_input` with every problem by its path: a field that is not valid,
 * a source that does not exist.
 */
export async function enterLead(app: Db, intake: Intake, workspaceId: number, sent: SentLead): Promise<NewLeadAnswer> {
  const read = await inWorkspace(app, workspaceId, (tx) =>
    checkLead(sent, (key) => findSourceByKey(tx, workspaceId, key)),
  );
  if (read.kind === 'refused') return refuse(app, workspaceId, sent, read.problems, read.source_id);
  const [kept] = await intake.submit(workspaceId, read.reading.arrivals);
  if (!kept || 'refused' in kept) {
    const message = kept?.refused ?? 'not kept';
    return refuse(app, workspaceId, sent, [{ path: [], message }], read.reading.arrivals[0]?.source_id ?? null);
  }
  return kept;
}

type FindSource = (key: string) => Promise<{ source_id: number; channel: string } | undefined>;
export type CheckedLead =
  | { kind: 'read'; reading: Reading }
  | { kind: 'refused'; problems: InputProblem[]; source_id: number | null };

/** Reads a lead's body: an arrival, or everything that is wrong with it. */
export async function checkLead(sent: Omit<SentLead, 'keepRefused'>, findSource: FindSource): Promise<CheckedLead> {
  const parsed = NewLead.safeParse(sent.body);
  const key = parsed.success ? parsed.data.source : readSourceKey(sent.body);
  const source = key === undefined ? undefined : await findSource(key);
  const problems: InputProblem[] = parsed.success ? [] : readZodProblems(parsed.error);
  if (key !== undefined && !source) {
    problems.push({
      path: ['source'],
      message: `${JSON.stringify(key)}: expected the key of a source of this workspace`,
    });
  }
  if (!parsed.success || !source || problems.length > 0)
    return { kind: 'refused', problems, source_id: source?.source_id ?? null };
  const { source_id, channel } = source;
  const { received_at, idempotency_key } = sent;
  const arrival = readLead(parsed.data, JSON.stringify(sent.body), {
    source_id,
    channel,
    received_at,
    idempotency_key,
  });
  const refuseIt = (_: unknown, reason: string) => toLeadDraft(sent, [{ path: [], message: reason }], source_id);
  return { kind: 'read', reading: { arrivals: [arrival], unreadable: [], refuse: refuseIt } };
}

async function refuse(
  app: Db,
  workspaceId: number,
  sent: SentLead,
  problems: InputProblem[],
  sourceId: number | null,
): Promise<never> {
  if (sent.keepRefused) await keepUnreadable(app, workspaceId, [toLeadDraft(sent, problems, sourceId)]);
  const errors = problems.map(({ path, message }) => ({ path: ['body', ...path], message }));
  const [first] = problems;
  throw new AppError('invalid_input', `${first?.path.join('.') || 'The lead'}: ${first?.message}`, { errors });
}

function toLeadDraft(
  { body, idempotency_key, received_at }: Omit<SentLead, 'keepRefused'>,
  problems: InputProblem[],
  source_id: number | null,
) {
  const envelope = idempotency_key === undefined ? {} : { idempotency_key };
  return {
    source_id,
    door: 'lead',
    received_at,
    content_type: 'application/json',
    body: JSON.stringify(body),
    envelope,
    problems,
  } as const;
}

function readSourceKey(body: unknown): string | undefined {
  const source = typeof body === 'object' && body !== null && 'source' in body ? body.source : undefined;
  return typeof source === 'string' && source !== '' ? source : undefined;
}
