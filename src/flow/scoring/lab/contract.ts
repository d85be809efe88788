/** Requests and answers of the score lab: what a model would do, over real history, before anybody feels it. */
export * from './contract/advice.ts';
export * from './contract/asked.ts';
export * from './contract/crossings.ts';
export * from './contract/outcomes.ts';
export * from './contract/person.ts';
export * from './contract/preview.ts';
