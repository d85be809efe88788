/** Every catalogue of the language by its namespace, as one request. */
export default import.meta.glob<Record<string, unknown>>('../../locales/ru/*.json', { eager: true, import: 'default' });
