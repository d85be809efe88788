import { expect, it } from 'vitest';
import { readEvents } from './event-stream.ts';

it('events are read whole however the stream is cut, and heartbeats are passed over', async () => {
  const bytes = new TextEncoder().encode(
    'retry: 1000\n\n:\n\ndata: {"topic":"person"}\n\ndata: {"topic":"импорт"}\n\ndata: half',
  );
  for (const size of [1, 3, 7, bytes.length]) {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const seen: string[] = [];
    await readEvents(stream, (data) => seen.push(data));
    expect(seen).toEqual(['{"topic":"person"}', '{"topic":"импорт"}']);
  }
});
