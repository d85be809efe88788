import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** `target` is a path in the project, or the name of a package or of a part of Node. */
export type Import = { target: string; isOurs: boolean; typeOnly: boolean };
export type SourceFile = {
  path: string;
  text: string;
  code: string;
  lines: number;
  imports: Import[];
  isTest: boolean;
};

/** Every source file under the folders, by path; generated data and catalogues of texts are not code. */
export function readSources(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) => listFiles(join(root, folder))).map(readSource);
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|locales|data|public)$/.test(entry.name) ? [] : listFiles(path);
    return /\.(ts|tsx|mjs|css)$/.test(entry.name) ? [path] : [];
  });
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return {
    path: relative(root, file),
    text,
    code,
    lines: text.trimEnd().split('\n').length,
    imports: readImports(code, file),
    isTest: /\.test\.tsx?$/.test(file),
  };
}

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const onDemand = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function readImports(code: string, file: string): Import[] {
  const found = [
    ...[...code.matchAll(statement)].map(([, type, name = '']) => ({ name, typeOnly: type !== undefined })),
    // What is loaded when it is needed cannot make a circle while loading, but depends all the same.
    ...[...code.matchAll(onDemand)].map(([, name = '']) => ({ name, typeOnly: false })),
  ];
  return found.map(({ name, typeOnly }) => {
    const isOurs = name.startsWith('.');
    return { target: isOurs ? relative(root, join(dirname(file), name)) : name, isOurs, typeOnly };
  });
}
