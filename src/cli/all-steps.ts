import { demo } from '../../demo/step.ts';
import type { Step } from '../base/step.ts';
import { steps } from '../flow/flow.ts';

/** The data's way, and the demo company that plays the world outside. */
export const allSteps: Step[] = [...steps, demo];
