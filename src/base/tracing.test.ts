import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

test('requests are traced to the collector under their route, and asking for health is not', async () => {
  const bodies: string[] = [];
  const collector = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.end('{}');
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const script = `
    const { startTracing } = await import('./src/base/tracing.ts');
    const end = await startTracing(process.argv[1], '1.2.3');
    const { default: Fastify } = await import('fastify');
    const app = Fastify();
    app.get('/api/people/:id', async () => 'somebody');
    app.get('/health', async () => 'ok');
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    await fetch(address + '/api/people/7?q=ana%40x.md');
    await fetch(address + '/health');
    await app.close();
    await end();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, endpoint], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  collector.close();
  expect(code).toBe(0);
  const sent = bodies.join('\n');
  expect(sent).toContain('"service.name"');
  expect(sent).toContain('/api/people/:id');
  expect(sent).not.toContain('/health');
  expect(sent).not.toContain('x.md');
}, 60_000);
