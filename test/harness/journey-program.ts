import type { TestProject } from 'vitest/node';
import { ann } from './access-server.ts';
import { startServer } from './journey-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the program that journeys share. Ann is its administrator; its workspace is nobody's in particular. */
    journeyUrl: string;
  }
}

/** Vitest's global setup of the journeys: one program for all stories that need neither an empty nor a dying one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  await setUpProgram(server.url);
  project.provide('journeyUrl', server.url);
  return server.stop;
}

/** Makes Ann's workspace, as the first screen would. */
export async function setUpProgram(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(ann),
  });
  if (!answer.ok) throw new Error(`set-up: ${answer.status} ${await answer.text()}`);
}
