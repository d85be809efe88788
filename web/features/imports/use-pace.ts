import { useEffect, useRef, useState } from 'react';

const LOOK_BACK_MS = 10_000;

/** How fast a growing number grows, per second, over the last ten seconds; undefined until that can be said. */
export function usePace(value: number, running: boolean): number | undefined {
  const samples = useRef<{ at: number; value: number }[]>([]);
  const [pace, setPace] = useState<number>();
  useEffect(() => {
    if (!running) {
      samples.current = [];
      setPace(undefined);
      return;
    }
    const now = performance.now();
    const last = samples.current.at(-1);
    if (last !== undefined && value < last.value) samples.current = [];
    if (last?.value !== value) samples.current.push({ at: now, value });
    samples.current = samples.current.filter((sample) => now - sample.at < LOOK_BACK_MS);
    const first = samples.current[0];
    if (first !== undefined && now - first.at > 800) setPace(((value - first.value) / (now - first.at)) * 1000);
  }, [value, running]);
  return pace;
}
