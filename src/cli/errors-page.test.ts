import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSources } from '../../test/harness/source-files.ts';
import { AppError, type ErrorCode, errorCodes, toProblem } from '../base/errors.ts';
import { writeErrorsPage } from './errors-page.ts';

test('docs/errors.md lists every code and is up to date', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  expect(page, 'run `npm run plumb -- docs` to write it anew').toBe(writeErrorsPage());
});

test('codes are in alphabetical order, and say what they mean and how to mend it', () => {
  const codes = Object.keys(errorCodes);
  expect(codes).toEqual([...codes].sort());
  for (const { title, mend } of Object.values(errorCodes)) expect([title, mend]).not.toContain('');
});

test('every code of the list is used', () => {
  const text = readSources('src')
    .filter((file) => !file.isTest && file.path !== 'src/base/errors.ts')
    .map((file) => file.code)
    .join('\n');
  expect(Object.keys(errorCodes).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});

test('a problem holds code, status, sentence, request id and every wrong input', () => {
  const errors = [{ path: ['body', 'rules', 0], message: 'expected a rule' }];
  const error = new AppError('invalid_input', 'body.rules.0: expected a rule', { errors, detail: { limit: 5 } });
  expect(toProblem(error, 'r-1')).toEqual({
    type: 'urn:plumb:error:invalid_input',
    title: errorCodes.invalid_input.title,
    status: 400,
    code: 'invalid_input' satisfies ErrorCode,
    detail: 'body.rules.0: expected a rule',
    instance: 'urn:plumb:request:r-1',
    errors,
    limit: 5,
  });
});
