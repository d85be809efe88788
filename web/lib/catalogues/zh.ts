/** Every catalogue of the language by its namespace, as one request. */
export default import.meta.glob<Record<string, unknown>>('../../locales/zh/*.json', { eager: true, import: 'default' });
