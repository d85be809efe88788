import type { Model } from '../../../../src/model/format.ts';
import type { ModelEntry } from '../api.ts';

/** Of whom a question is asked. */
export type Who = 'leads' | 'everybody';

/** What a question of the lab is asked about. `at`: a past instant, ISO; undefined for now. */
export type LabAsked = { version: number; who: Who; at?: string };

export type LabProps = { entry: ModelEntry; model: Model; asked: LabAsked };
