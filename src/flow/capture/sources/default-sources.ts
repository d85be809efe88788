import type { Language } from '../../../access/contract.ts';
import { workspaceCreated } from '../../../access/facts.ts';
import { within } from '../../../base/facts.ts';
import type { SourceChannel } from '../contract.ts';
import { insertSource } from './queries.ts';

/** Sources that every workspace begins with: the doors look for them by key where nothing names a source. */
export const defaultSources = [
  { key: 'website', channel: 'tracking', names: { en: 'Website', ru: 'Сайт', zh: '网站', ro: 'Site web' } },
  {
    key: 'website-form',
    channel: 'form',
    names: { en: 'Website form', ru: 'Форма на сайте', zh: '网站表单', ro: 'Formular de pe site' },
  },
  {
    key: 'import',
    channel: 'file',
    names: { en: 'File import', ru: 'Импорт файла', zh: '文件导入', ro: 'Import din fișier' },
  },
  { key: 'api', channel: 'api', names: { en: 'API', ru: 'API', zh: 'API', ro: 'API' } },
  { key: 'manual', channel: 'manual', names: { en: 'By hand', ru: 'Вручную', zh: '手工录入', ro: 'Manual' } },
] as const satisfies { key: string; channel: SourceChannel; names: Record<Language, string> }[];

export type DefaultSourceKey = (typeof defaultSources)[number]['key'];

/** Gives a new workspace its sources, named in its language, within the transaction that makes it. */
export const createDefaultSources = within(workspaceCreated, async (tx, { workspace_id, language }) => {
  for (const { key, channel, names } of defaultSources) {
    await insertSource(tx, workspace_id, { key, channel, name: names[language as Language] ?? names.en });
  }
});
