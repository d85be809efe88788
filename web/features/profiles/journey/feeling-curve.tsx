import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { Face, faceOf } from './faces.tsx';
import css from './journey.module.css';
import type { Stage } from './stages.ts';

/** Height of the picture and how far its best and worst face stand from its edges, in pixels. */
const HEIGHT = 88;
const EDGE = 18;
const WIDTH = 1000;

const heightOf = (face: number) => HEIGHT - EDGE - ((face - 1) / 4) * (HEIGHT - 2 * EDGE);

/** How people feel from stage to stage: a line through the faces, each above its stage. */
export function FeelingCurve({ stages }: { stages: readonly Stage[] }) {
  const t = useT();
  const formats = useFormats();
  const points = stages.map(({ feeling }, at) => ({
    x: ((at + 0.5) / stages.length) * WIDTH,
    y: heightOf(feeling.face),
  }));
  const said = stages.map(({ name, feeling }) => `${name}: ${t(`journey:face.${faceOf(feeling.face)}`)}`);
  return (
    <div className={css.curve} role="img" aria-label={t('journey:curve', { stages: formats.list(said) })}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line className={css.middle} x1={0} x2={WIDTH} y1={heightOf(3)} y2={heightOf(3)} />
        <path className={css.line} d={smooth(points)} />
      </svg>
      {stages.map(({ key, name, feeling }, at) => (
        <span
          key={key}
          className={css.point}
          title={said[at]}
          style={{ left: `${((at + 0.5) / stages.length) * 100}%`, top: heightOf(feeling.face) }}
        >
          <Face face={feeling.face} size={22} />
          <span className={css.pointName}>{name}</span>
        </span>
      ))}
    </div>
  );
}

/** A line through points that leaves and enters each one level. */
function smooth(points: readonly { x: number; y: number }[]): string {
  return points
    .map(({ x, y }, at) => {
      const before = points[at - 1];
      if (before === undefined) return `M ${x} ${y}`;
      const middle = (before.x + x) / 2;
      return `C ${middle} ${before.y}, ${middle} ${y}, ${x} ${y}`;
    })
    .join(' ');
}
