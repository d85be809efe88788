import { z } from 'zod';
import { IdParam } from './named.ts';

export const PersonParams = z.object({ person_id: IdParam });
