import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { writeLines } from './log-lines.ts';

function read(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  write(
    createLog(
      'debug',
      writeLines((piece) => {
        text += piece;
      }),
    ),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  return text.replace(/\u001b\[\d+m/g, '').replace(/^\d\d:\d\d:\d\d/gm, 'hh:mm:ss');
}

test('a message is a line with its level and data', () => {
  expect(read((log) => log.info({ route: '/api/leads', ms: 12, who: { user_id: 'u 1' } }, 'answered'))).toBe(
    'hh:mm:ss info  answered route=/api/leads ms=12 who={"user_id":"u 1"}\n',
  );
});

test('an error follows with its stack', () => {
  const text = read((log) => log.error({ err: new Error('broken') }, 'failed'));
  expect(text).toMatch(/^hh:mm:ss error failed\n {6}Error: broken\n {10}at /);
});
