import { hash } from 'node:crypto';

const hour = 3_600_000;

/**
 * The idempotency key of something that came without one: of its source and content. What does not say when it happened
 * gives `receivedAt` (epoch ms), and the hour counts as well, so that a double click or a repeated request is one touch,
 * and the same again on another day is another.
 */
export function contentKey(door: string, sourceId: number, content: string, receivedAt?: number): string {
  const when = receivedAt === undefined ? '' : Math.floor(receivedAt / hour);
  return `${door}:${hash('sha256', `${sourceId}\n${when}\n${content}`, 'base64url')}`;
}
