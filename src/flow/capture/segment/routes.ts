import type { FastifyRequest } from 'fastify';
import type { App, RouteContext } from '../../../base/step.ts';
import type { Intake } from '../intake.ts';
import { openToAll, takeRawBodies } from '../open-door.ts';
import { findDoorSource } from '../sources/door-sources.ts';
import { encodeBody } from '../unreadable/draft.ts';
import { keepReading, keepUnreadable } from '../unreadable/keep-reading.ts';
import { findKeyOfDoor } from '../write-keys.ts';
import { openRequest, readMessages, type SegmentAddress, segmentLimits, toDraft } from './read-request.ts';

/** Bodies beyond this are not even read. */
const bodyLimit = 4 * 1024 * 1024;
const success = '{"success":true}';

/** By the protocol's addresses: those of server libraries, and the first letters that the browser library uses. */
export const segmentAddresses: Record<string, SegmentAddress> = {
  identify: 'identify',
  track: 'track',
  page: 'page',
  screen: 'screen',
  group: 'group',
  alias: 'alias',
  batch: 'batch',
  i: 'identify',
  t: 'track',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
  b: 'batch',
};

/**
 * The doors of the Segment tracking protocol. `{"success":true}` says that everything in the request is durable: what could
 * be understood as touches, the rest in the list of what could not. A body or single message beyond the protocol's limits
 * is kept there too, and answered 400 as the protocol says.
 */
export async function addSegmentRoutes(app: App, { db }: RouteContext, intake: Intake): Promise<void> {
  await app.register(async (plain) => {
    const scope = plain as App;
    takeRawBodies(scope, bodyLimit);
    for (const [name, address] of Object.entries(segmentAddresses)) {
      openToAll(scope, `/v1/${name}`);
      scope.post(
        `/v1/${name}`,
        { config: { permission: 'public' }, schema: { hide: name.length === 1 } },
        async (request, reply) => {
          const refusal = await keepRequest(request, address);
          if (refusal !== undefined) return reply.code(400).send({ success: false, message: refusal });
          return reply.type('application/json').send(success);
        },
      );
    }
  });

  async function keepRequest(request: FastifyRequest, address: SegmentAddress): Promise<string | undefined> {
    const received_at = Date.now();
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const content_type = request.headers['content-type'] ?? null;
    const text = bytes.toString('utf8');
    const opened = openRequest(text, address);
    const key = await findKeyOfDoor(
      db.app,
      request,
      opened.kind === 'opened' ? opened.writeKey : undefined,
      received_at,
    );
    const { workspace_id } = key;
    const source = await findDoorSource(
      db.app,
      workspace_id,
      { source_id: key.source_id, usual: 'website' },
      received_at,
    );
    const envelope = { source_id: source.source_id, channel: source.channel, received_at, content_type };

    const refuseWhole = async (message: string) => {
      const { body, base64 } = encodeBody(bytes);
      const sentAt = opened.kind === 'opened' ? opened.sentAt : undefined;
      const draft = toDraft(body, [{ path: [], message }], address, sentAt, envelope);
      await keepUnreadable(db.app, workspace_id, [
        base64 ? { ...draft, envelope: { ...draft.envelope, base64 } } : draft,
      ]);
      return message;
    };
    if (opened.kind === 'problem') return refuseWhole(opened.problem.message);
    const tooLarge = address === 'batch' ? findExcess(bytes.length, opened.messages.length, request) : undefined;
    if (tooLarge !== undefined) return refuseWhole(tooLarge);
    const reading = readMessages(opened, address, envelope);
    await keepReading(db.app, intake, workspace_id, reading);
    const [problem] = address === 'batch' ? [] : reading.unreadable;
    return problem && bytes.length > segmentLimits.messageBytes ? problem.problems[0]?.message : undefined;
  }
}

function findExcess(bytes: number, messages: number, { headers }: FastifyRequest): string | undefined {
  const most = headers['content-encoding'] === undefined ? segmentLimits.batchBytes : segmentLimits.batchBytesUnpacked;
  if (bytes > most) return `${bytes} bytes: expected a batch of at most ${most}`;
  if (messages > segmentLimits.messages) return `${messages} messages: expected at most ${segmentLimits.messages}`;
  return undefined;
}
