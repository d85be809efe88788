import type { FastifyReply, FastifyRequest } from 'fastify';
import { readDatabaseError } from '../base/database-errors.ts';
import { AppError, type ErrorCode, toProblem } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { App } from '../base/step.ts';

const codesByStatus: Record<number, ErrorCode> = {
  400: 'invalid_input',
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** Answers every error as problem+json. What we did not throw on purpose is logged, and told only as a request id. */
export function answerProblems(app: App, log: Log): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = readError(thrown);
    if (error.status >= 500) {
      log.error({ request_id: request.id, route: request.routeOptions.url, err: thrown }, 'A request failed');
    }
    return sendProblem(error, request, reply);
  });
}

/** Sends an error as its answer. An `internal` one tells no more than where to look. */
export function sendProblem(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id);
  if (error.code === 'internal') {
    problem.detail = `Something went wrong inside. The server log has the reason under request id ${request.id}.`;
    delete problem.errors;
  }
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.ceil(error.retryAfterSeconds)));
  if (error.code === 'not_signed_in') reply.header('www-authenticate', 'Bearer');
  return reply.code(error.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

/** What an error of any origin is to the caller. */
export function readError(thrown: unknown): AppError {
  const known = readDatabaseError(thrown);
  if (known) return known;
  const { statusCode, message } = thrown as { statusCode?: unknown; message?: unknown };
  const code = typeof statusCode === 'number' ? codesByStatus[statusCode] : undefined;
  if (code !== undefined) return new AppError(code, String(message), { cause: thrown });
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new AppError('invalid_input', String(message), { cause: thrown });
  }
  return new AppError('internal', 'Unexpected error', { cause: thrown });
}
