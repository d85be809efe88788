import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeConfigurationPage } from './cli/configuration-page.ts';
import { type Environment, listUnknownVariables, readConfig, readPublicUrl, variables } from './config.ts';

function readError(environment: Environment): { message: string; errors?: unknown[] } {
  try {
    readConfig(environment);
  } catch (error) {
    return error as { message: string };
  }
  throw new Error('expected a refusal');
}

test('nothing needs to be set', () => {
  expect(readConfig({})).toMatchObject({ PLUMB_PORT: 4100, PLUMB_HOST: '127.0.0.1', LOG_LEVEL: 'info' });
});

test('an empty value counts as not set', () => {
  expect(readConfig({ DATABASE_URL: '', PLUMB_PORT: '' })).toEqual(readConfig({}));
});

test('all problems are told at once, each with variable, value and what was expected', () => {
  const { message, errors } = readError({
    PLUMB_PORT: '70000',
    LOG_LEVEL: 'loud',
    PLUMB_PUBLIC_URL: 'plumb.example.com',
  });
  expect(errors).toHaveLength(3);
  expect(message).toContain('PLUMB_PORT is "70000": Too big: expected number to be <=65535');
  expect(message).toContain('LOG_LEVEL is "loud"');
  expect(message).toContain('PLUMB_PUBLIC_URL is "plumb.example.com": expected an http or https address');
});

test('the value of a secret is never told', () => {
  const { message } = readError({ PLUMB_SECRET: 'short', DATABASE_URL: 'mysql://root:hunter2@db/x' });
  expect(message).not.toMatch(/short|hunter2/);
  expect(message).toContain('PLUMB_SECRET has a value that is not shown: expected at least 32 characters');
});

test('single sign-on is configured whole or not at all', () => {
  const { message } = readError({ PLUMB_OIDC_ISSUER: 'https://id.example.com' });
  expect(message).toContain('PLUMB_OIDC_CLIENT_ID is not set: expected a value');
  expect(message).toContain('PLUMB_OIDC_CLIENT_SECRET is not set: expected a value');
});

test.each([
  [{}, 'http://localhost:4100'],
  [{ PLUMB_HOST: '0.0.0.0', PLUMB_PORT: '80' }, 'http://localhost:80'],
  [{ PLUMB_HOST: 'fe80::1' }, 'http://[fe80::1]:4100'],
  [{ PLUMB_PUBLIC_URL: 'https://plumb.example.com/' }, 'https://plumb.example.com'],
])('%j is reached at %s', (environment, address) => {
  expect(readPublicUrl(readConfig(environment))).toBe(address);
});

test.each([
  ['false', false],
  ['true', true],
  ['2', 2],
  ['10.0.0.0/8,::1', '10.0.0.0/8,::1'],
])('trust in proxies %s is read as %j', (text, expected) => {
  expect(readConfig({ PLUMB_TRUST_PROXY: text }).PLUMB_TRUST_PROXY).toBe(expected);
});

test('a misspelt variable is noticed', () => {
  expect(listUnknownVariables({ PLUMB_PROT: '1', PLUMB_PORT: '1', HOME: '/' })).toEqual(['PLUMB_PROT']);
});

test('every variable says what it means, and docs/configuration.md is up to date', () => {
  for (const [name, variable] of Object.entries(variables)) expect(variable.meta()?.description, name).toBeTruthy();
  const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
  expect(page, 'run `npm run plumb -- docs` to write it anew').toBe(writeConfigurationPage());
});
