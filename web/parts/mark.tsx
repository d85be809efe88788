/** The mark of Plumb, a plumb bob: what hangs true. Decoration, as the name always stands beside it. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} style={{ flex: 'none' }} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--pl-accent-fill)" />
      <path d="M16 5v7" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
      <path d="M10.500 12h11l-2 7.500L16 27l-3.500-7.500z" fill="#fff" />
    </svg>
  );
}
