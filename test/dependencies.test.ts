import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources, root } from './harness/source-files.ts';

type Listed = { license?: string; dev?: boolean };
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const project: Record<'dependencies' | 'devDependencies', Record<string, string>> = readJson('package.json');
const lock: { packages: Record<string, Listed> } = readJson('package-lock.json');

/** Licences that allow Plumb to be used, changed and sold by anybody; MPL-2.0 binds only the package's own files. */
const allowed = [
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
  ...['Python-2.0', 'CC0-1.0', 'MPL-2.0'],
];

test('what is installed to run Plumb is under a licence that asks nothing of its users', () => {
  const others = Object.entries(lock.packages).filter(([path, { dev, license = 'none said' }]) => {
    if (path === '' || dev) return false;
    return !license.split(/[()]|\bOR\b/).some((each) => allowed.includes(each.trim()));
  });
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('versions are pinned', () => {
  const loose = Object.entries({ ...project.dependencies, ...project.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('what the product imports is a dependency, and what is one is not there for tests alone', () => {
  const nameOf = (target: string) => target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  const packagesOf = (isTest: boolean) => {
    const sources = readSources('src', 'web', 'tracker', 'demo', 'scripts').filter(
      ({ path }) => !path.includes('/test-site'),
    );
    const files = sources.filter((file) => file.isTest === isTest);
    const imports = files.flatMap((file) => file.imports).filter(({ isOurs, typeOnly }) => !isOurs && !typeOnly);
    return new Set(imports.map(({ target }) => nameOf(target)));
  };
  const [product, tests] = [packagesOf(false), packagesOf(true)];
  const builtIn = (name: string) => name.startsWith('node:') || builtinModules.includes(name);
  expect([...product].filter((name) => !builtIn(name) && !(name in project.dependencies))).toEqual([]);
  const testsOnly = Object.keys(project.dependencies).filter((name) => tests.has(name) && !product.has(name));
  expect(testsOnly).toEqual([]);
});
