import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { scrub, scrubText } from './scrub.ts';

/** Where messages go. Say ids, never people's data; what slips in is taken out on the way (`scrub.ts`). */
export type Log = Logger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A log of JSON lines on standard output, or wherever `destination` writes. */
export function createLog(level: (typeof logLevels)[number], destination?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: {
      level: (label) => ({ level: label }),
      log: (data) => scrub(data) as Record<string, unknown>,
    },
    hooks: {
      // Messages are scrubbed too: an error's text often becomes one.
      logMethod(args, method) {
        const scrubbed = args.map((each) => (typeof each === 'string' ? scrubText(each) : each));
        method.apply(this, scrubbed as typeof args);
      },
    },
    // The formatter has made plain data of errors already.
    serializers: { err: (error) => error },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A log that says nothing, for tests and for commands whose output is for people. */
export const silentLog: Log = createLog('silent');
