import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Decay } from '../../../../../src/model/format.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { layoutCurve, pullHandle } from './curve.ts';
import css from './decay.module.css';

const [WIDTH, HEIGHT] = [340, 96];
const EDGE = { left: 34, right: 10, top: 8, bottom: 18 };
const TICKS = 3;

type CurvePictureProps = { decay: Decay; said: string; onChange: (decay: Decay) => void };

/** The share that is left by age, as a curve; its handles are pulled with the pointer or the arrow keys. */
export function CurvePicture({ decay, said, onChange }: CurvePictureProps) {
  const t = useT();
  const formats = useFormats();
  const frame = useRef<SVGSVGElement>(null);
  const [held, setHeld] = useState<{ handle: number; span: number }>();
  const { points, handles, span } = layoutCurve(decay, held?.span);
  const x = (days: number) => EDGE.left + (days / span) * (WIDTH - EDGE.left - EDGE.right);
  const y = (share: number) => EDGE.top + (1 - share) * (HEIGHT - EDGE.top - EDGE.bottom);
  const line = points.map(
    ({ days, share }, index) => `${index === 0 ? 'M' : 'L'}${x(days).toFixed(1)} ${y(share).toFixed(1)}`,
  );
  const pull = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (held === undefined || box === undefined) return;
    const scale = WIDTH / box.width;
    const days = (((event.clientX - box.left) * scale - EDGE.left) / (WIDTH - EDGE.left - EDGE.right)) * span;
    const share = 1 - ((event.clientY - box.top) * scale - EDGE.top) / (HEIGHT - EDGE.top - EDGE.bottom);
    onChange(pullHandle(decay, held.handle, { days: Math.min(days, span), share }));
  };
  const step = (handle: number, event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, PageUp: 7, PageDown: -7 }[event.key];
    const up = decay.curve === 'steps' ? { ArrowUp: 0.05, ArrowDown: -0.05 }[event.key] : undefined;
    const from = handles[handle];
    if ((by === undefined && up === undefined) || from === undefined) return;
    event.preventDefault();
    onChange(pullHandle(decay, handle, { days: from.days + (by ?? 0), share: from.share + (up ?? 0) }));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn in
    <svg
      ref={frame}
      className={css.picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={`${t('builder:decay.picture')}: ${said}`}
      onPointerMove={pull}
      onPointerUp={() => setHeld(undefined)}
      onPointerCancel={() => setHeld(undefined)}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line className={css.grid} x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(share)} y2={y(share)} />
          <text className={css.tick} x={EDGE.left - 6} y={y(share) + 3.5} textAnchor="end">
            {formats.percent(share)}
          </text>
        </g>
      ))}
      {Array.from({ length: TICKS + 1 }, (_, index) => (span * index) / TICKS).map((days, index) => (
        <text
          key={days}
          className={css.tick}
          x={x(days)}
          y={HEIGHT - 5}
          textAnchor={index === 0 ? 'start' : index === TICKS ? 'end' : 'middle'}
        >
          {index === TICKS
            ? `${formats.number(days)} ${t('conditions:units.days', { count: Math.round(days) })}`
            : formats.value(Math.round(days * 10) / 10)}
        </text>
      ))}
      <path className={css.area} d={`${line.join('')}L${x(span)} ${y(0)}L${x(0)} ${y(0)}Z`} />
      <path className={css.line} d={line.join('')} />
      {handles.map((handle, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: a handle is its place; its days change under the hand
          key={index}
          className={css.handle}
          data-held={held?.handle === index}
          cx={x(Math.min(handle.days, span))}
          cy={y(handle.share)}
          r={6}
          role="slider"
          tabIndex={0}
          aria-label={t('builder:decay.handle', { number: index + 1 })}
          aria-valuenow={Math.round(handle.days)}
          aria-valuemin={0}
          aria-valuemax={36500}
          aria-valuetext={`${formats.value(handle.days)} ${t('conditions:units.days', { count: handle.days })}, ${formats.percent(handle.share)}`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setHeld({ handle: index, span });
          }}
          onKeyDown={(event) => step(index, event)}
        />
      ))}
    </svg>
  );
}
