import type { FastifyReply, FastifyRequest } from 'fastify';
import { countTry } from '../../../access/rate-limit.ts';
import { AppError } from '../../../base/errors.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import type { Intake } from '../intake.ts';
import { openToAll, takeRawBodies } from '../open-door.ts';
import { findDoorSource } from '../sources/door-sources.ts';
import { type Envelope, encodeBody } from '../unreadable/draft.ts';
import { keepReading, keepUnreadable } from '../unreadable/keep-reading.ts';
import { findKeyOfDoor } from '../write-keys.ts';
import { parseFormBody } from './parse-body.ts';
import { type PostedFields, text } from './read-form.ts';
import { type FormRequest, readFormRequest, toFormDraft } from './read-request.ts';
import { findReturnAddress } from './return-address.ts';
import { chooseLanguage, writeSorryPage, writeThankYouPage } from './thank-you.ts';

const bodyLimit = 512 * 1024;
/** How many forms one address may post; an office behind one address posts fewer. */
const formsPerAddress = { max: 120, seconds: 60 };

/**
 * The doors of forms: `/f/<write key>` for a form's `action`, `/v1/form` for scripts that send the key as they like. A browser
 * that shows pages is sent on to `_return` or thanked on a page; a script gets JSON.
 */
export async function addFormRoutes(app: App, { db }: RouteContext, intake: Intake): Promise<void> {
  await app.register(async (plain) => {
    const scope = plain as App;
    takeRawBodies(scope, bodyLimit);
    for (const url of ['/f/:write_key', '/v1/form']) {
      openToAll(scope, url);
      scope.post(url, { config: { permission: 'public' } }, (request, reply) => answer(request, reply));
    }
  });

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const { posted, allowedHosts } = await keepForm(request);
      if (!showsPages(request)) return reply.send({ success: true });
      const page = readPage(request);
      const back = findReturnAddress(text(posted._return), page, allowedHosts);
      if (back !== undefined) return reply.redirect(back, 303);
      const language = chooseLanguage(text(posted._lang), request.headers['accept-language']);
      return reply
        .type('text/html; charset=utf-8')
        .send(writeThankYouPage(language, findReturnAddress(page, page, [])));
    } catch (error) {
      if (!showsPages(request)) throw error;
      const status = error instanceof AppError ? error.status : 500;
      if (status === 500) throw error;
      return reply
        .code(status)
        .type('text/html; charset=utf-8')
        .send(writeSorryPage(chooseLanguage(undefined, request.headers['accept-language'])));
    }
  }

  async function keepForm(request: FastifyRequest): Promise<{ posted: PostedFields; allowedHosts: string[] }> {
    const received_at = Date.now();
    const wait = await countTry(db.app, `form|${request.ip}`, formsPerAddress, received_at);
    if (wait > 0) {
      throw new AppError(
        'too_many_requests',
        `Too many forms from one address: expected at most ${formsPerAddress.max} a minute`,
        {
          retryAfterSeconds: wait,
        },
      );
    }
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const content_type = request.headers['content-type'] ?? null;
    const parsed = await parseFormBody(bytes, content_type).catch((error: unknown) => error as Error);
    const fromBody = parsed instanceof Error ? undefined : (text(parsed._write_key) ?? text(parsed.writeKey));
    const { write_key } = request.params as { write_key?: string };
    const key = await findKeyOfDoor(db.app, request, write_key ?? fromBody, received_at);
    const source = await findDoorSource(
      db.app,
      key.workspace_id,
      { source_id: key.source_id, usual: 'website-form' },
      received_at,
    );
    const { body, base64 } = encodeBody(bytes);
    const envelope: Envelope = { ...(base64 ? { base64 } : {}) };
    const page = readPage(request);
    if (page !== undefined) envelope.page = page;
    const idempotencyKey = request.headers['idempotency-key'];
    if (typeof idempotencyKey === 'string') envelope.idempotency_key = idempotencyKey;
    const from: FormRequest = { source, received_at, content_type, body, envelope };
    if (parsed instanceof Error) {
      await keepUnreadable(db.app, key.workspace_id, [toFormDraft(from, parsed.message)]);
      throw parsed;
    }
    await keepReading(db.app, intake, key.workspace_id, readFormRequest(parsed, from));
    return { posted: parsed, allowedHosts: source.settings.allowed_return_hosts };
  }
}

/** Whether a page is wanted as the answer: a browser that posts a form asks for HTML, a script for anything or JSON. */
function showsPages({ headers }: FastifyRequest): boolean {
  return /text\/html/.test(headers.accept ?? '') && headers['sec-fetch-mode'] !== 'cors';
}

/** The page a form was posted from. Browsers tell at least its origin, unless the site forbids it. */
function readPage({ headers }: FastifyRequest): string | undefined {
  return headers.referer ?? (headers.origin === 'null' ? undefined : headers.origin);
}
