import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Import, readSources, root, type SourceFile } from './harness/source-files.ts';

const steps = [
  'capture',
  'identity',
  'scoring',
  'lifecycle',
  'routing',
  'work',
  'conversion',
  'nurture',
  'analytics',
  'learning',
];

const server = readSources('src');
const web = readSources('web');
const all = [...server, ...web, ...readSources('tracker', 'demo', 'bench', 'test')];
const product = [...server, ...web].filter((file) => !file.isTest);

/** `file → target` for every import that the rule does not allow. */
function listForbidden(files: SourceFile[], isAllowed: (found: Import, file: SourceFile) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((found) => !isAllowed(found, file)).map((found) => `${file.path} → ${found.target}`),
  );
}

const within = (...folders: string[]) => {
  const paths = folders.map((folder) => (folder.includes('.') ? folder : `${folder}/`));
  return ({ path, target }: { path?: string; target?: string }) =>
    paths.some((each) => (path ?? target ?? '').startsWith(each));
};
const inFolder = (...folders: string[]) => product.filter(within(...folders));
const oursFrom = (...folders: string[]) => {
  const isWithin = within(...folders);
  return (found: Import) => !found.isOurs || isWithin(found);
};
const isCompile = (path: string) => /(^|\/)compile[\w-]*(\.ts|\/)/.test(path);
const isContract = (path: string) => /\/contract(\.ts|\/[\w-]+\.ts)$/.test(path);

test('base knows no lead: it imports packages only', () => {
  expect(listForbidden(inFolder('src/base'), oursFrom('src/base'))).toEqual([]);
});

test('conditions and model are pure: Zod, Kysely where they compile, YAML where model files are read and written', () => {
  const mayImport = (...folders: string[]) => {
    const ours = oursFrom(...folders);
    return (found: Import, file: SourceFile) =>
      found.isOurs
        ? ours(found)
        : found.target === 'zod' ||
          (found.target === 'kysely' && isCompile(file.path)) ||
          (found.target === 'yaml' && file.path.startsWith('src/model/files/'));
  };
  expect(listForbidden(inFolder('src/conditions'), mayImport('src/conditions'))).toEqual([]);
  expect(listForbidden(inFolder('src/model'), mayImport('src/model', 'src/conditions'))).toEqual([]);
  const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bTemporal\.Now\b|\bfetch\(|\bprocess\./;
  const offenders = inFolder('src/conditions', 'src/model').filter((file) => impure.test(file.code));
  expect(offenders.map((file) => file.path)).toEqual([]);
});

test('access imports base', () => {
  expect(listForbidden(inFolder('src/access'), oursFrom('src/access', 'src/base'))).toEqual([]);
});

test('a step imports earlier steps through their index.ts, and their contract from its own', () => {
  const shared = within('src/base', 'src/conditions', 'src/model', 'src/access');
  const forbidden = listForbidden(inFolder('src/flow'), (found, file) => {
    const [, own = ''] = /^src\/flow\/(\w+)\//.exec(file.path) ?? [];
    const [, other = ''] = /^src\/flow\/(\w+)\//.exec(found.target) ?? [];
    if (!found.isOurs || shared(found) || (own !== '' && own === other)) return true;
    const earlier = own === '' || (steps.includes(other) && steps.indexOf(other) < steps.indexOf(own));
    const door = found.target === `src/flow/${other}/index.ts` || (isContract(file.path) && isContract(found.target));
    return earlier && door;
  });
  expect(forbidden).toEqual([]);
});

test('every folder of the flow is a step with an index.ts, wired in order', () => {
  const present = [
    ...new Set(inFolder('src/flow').flatMap((file) => /^src\/flow\/(\w+)\//.exec(file.path)?.[1] ?? [])),
  ];
  expect(present.filter((step) => !steps.includes(step))).toEqual([]);
  const text = readFileSync(join(root, 'src/flow/flow.ts'), 'utf8');
  const wired = /steps: Step\[\] = \[([^\]]*)\]/.exec(text)?.[1]?.match(/\w+/g) ?? [];
  expect(wired).toEqual(steps.filter((step) => present.includes(step)));
});

test('the files of a step touch what their names say', () => {
  const flow = inFolder('src/flow', 'src/access');
  const isRoutes = (path: string) => /\/routes(\.ts|\/)/.test(path);
  const uses = (file: SourceFile, name: string) => file.imports.some(({ target }) => target === name);
  const speaksHttp = flow.filter((file) =>
    file.imports.some(({ target, typeOnly }) => target === 'fastify' && !typeOnly),
  );
  expect(speaksHttp.filter((file) => !isRoutes(file.path)).map((file) => file.path)).toEqual([]);
  const doorsWithSql = flow.filter((file) => isRoutes(file.path) && uses(file, 'kysely'));
  expect(doorsWithSql.map((file) => file.path)).toEqual([]);
  const contracts = flow.filter((file) => isContract(file.path) || /\/facts\.ts$/.test(file.path));
  const impure = contracts.filter((file) => uses(file, 'kysely') || uses(file, 'pg') || uses(file, 'fastify'));
  expect(impure.map((file) => file.path)).toEqual([]);
  const views = flow.filter((file) => /\/views(\.ts|\/)/.test(file.path));
  const writing = views.filter((file) => /sql[^`]*`[^`]*\b(insert into|delete from|update \w+ set)\b/i.test(file.code));
  expect(writing.map((file) => file.path)).toEqual([]);
});

test('http and the command line hold no SQL', () => {
  const direct = inFolder('src/http', 'src/cli').filter((file) =>
    file.imports.some(({ target }) => /^(kysely|pg)$/.test(target)),
  );
  expect(direct.map((file) => file.path)).toEqual([]);
});

test('nobody imports http but the command line, nobody the command line but main', () => {
  const others = product.filter((file) => !/^src\/(http|cli)\/|^src\/main\.ts$/.test(file.path));
  expect(listForbidden(others, (found) => !within('src/http', 'src/cli', 'src/main.ts')(found))).toEqual([]);
});

test('the interface knows contracts, conditions and the model, and nothing else of the server', () => {
  const forbidden = listForbidden(inFolder('web'), ({ target, isOurs }) => {
    if (!isOurs || target.startsWith('web/')) return true;
    return isContract(target) || (/^src\/(conditions|model)\//.test(target) && !isCompile(target));
  });
  expect(forbidden).toEqual([]);
});

test('inside the interface: lib → parts → features → router, and no feature imports another', () => {
  const layers = ['lib', 'parts', 'features'];
  const layerOf = (path: string) => {
    const index = layers.indexOf(path.split('/')[1] ?? '');
    return index === -1 ? layers.length : index;
  };
  // The theme, global styles and texts are for all of them.
  const isForAll = (target: string) => /^web\/(theme\.ts|styles\/|locales\/|[\w-]+\.css$)/.test(target);
  const featureOf = (path: string) => /^web\/features\/([\w-]+)/.exec(path)?.[1];
  const forbidden = listForbidden(inFolder('web'), ({ target, isOurs }, file) => {
    if (!isOurs || !target.startsWith('web/') || isForAll(target)) return true;
    if (layerOf(target) > layerOf(file.path)) return false;
    return (
      featureOf(target) === undefined ||
      featureOf(file.path) === undefined ||
      featureOf(file.path) === featureOf(target)
    );
  });
  expect(forbidden).toEqual([]);
});

test('the tracker depends on nothing but the types of what it sends', () => {
  const tracker = all.filter((file) => /^tracker\/(?!test-)[\w-]+\.ts$/.test(file.path) && !file.isTest);
  const isTypes = ({ target, typeOnly }: Import) => typeOnly && target === 'src/flow/capture/contract.ts';
  expect(listForbidden(tracker, (found) => found.target.startsWith('tracker/') || isTypes(found))).toEqual([]);
});

test('only src/config.ts reads the environment', () => {
  const readers = product.filter((file) => /\bprocess\.env\b/.test(file.code));
  expect(readers.map((file) => file.path)).toEqual(['src/config.ts']);
});

test('no imports run in a circle', () => {
  const graph = new Map(
    [...server, ...web].map((file) => [
      file.path,
      file.imports.filter((found) => found.isOurs && !found.typeOnly).map((found) => found.target),
    ]),
  );
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, way: string[]): void => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (finished.has(path) || way.includes(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  expect(circles).toEqual([]);
});

test('files are small: none above 500 lines, nine in ten at most 220, the median at most 100', () => {
  const sizes = [...server, ...web].map((file) => file.lines).sort((a, b) => a - b);
  expect(all.filter((file) => file.lines > 500).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
  expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(220);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(100);
});

test('names say what is in a file, in kebab case', () => {
  const vague = /(^|\/)(utils?|helpers?|common|types|misc|shared|lib\/index)(\.\w+)?(\/|$)/;
  const badlyCased = /(^|\/)[^/]*([A-Z_]|\s)[^/]*$/;
  const bad = all.filter((file) => vague.test(file.path) || badlyCased.test(file.path));
  expect(bad.map((file) => file.path)).toEqual([]);
});

test('functions and data: the only classes are errors', () => {
  const classes = product.flatMap((file) =>
    [...file.code.matchAll(/^\s*(?:export\s+)?(?:abstract\s+)?class\s.*/gm)].map(([line]) => line.trim()),
  );
  expect(classes.filter((line) => !/\bextends (Error|AppError)\b/.test(line))).toEqual([]);
});

test('package.json has at most ten scripts', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(Object.keys(scripts).length).toBeLessThanOrEqual(10);
});
