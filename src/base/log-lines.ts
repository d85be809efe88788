import type { DestinationStream } from 'pino';

const colours: Record<string, number> = { fatal: 31, error: 31, warn: 33, info: 36, debug: 90, trace: 90 };

/** Where a person looks on: one readable line for each message, in place of JSON. */
export function writeLines(write: (text: string) => void): DestinationStream {
  return {
    write: (json) => {
      const { level, time, msg, err, ...rest } = JSON.parse(json);
      const details = Object.entries(rest).map(([name, value]) => `${name}=${format(value)}`);
      const head = `\u001b[90m${time.slice(11, 19)}\u001b[0m \u001b[${colours[level]}m${level.padEnd(5)}\u001b[0m`;
      write(`${[head, msg, ...details].filter(Boolean).join(' ')}\n`);
      if (err) write(`      ${(err.stack ?? err.message ?? '').replaceAll('\n', '\n      ')}\n`);
    },
  };
}

function format(value: unknown): string {
  return typeof value === 'string' && /^[\w./:-]+$/.test(value) ? value : JSON.stringify(value);
}
