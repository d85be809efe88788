import { HoverCard } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './key-values.module.css';

/** A list of named values, as on a card. */
export function KeyValues({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <section className={css.section} aria-label={label}>
      {label !== undefined && <h2 className={css.label}>{label}</h2>}
      <dl className={css.list}>{children}</dl>
    </section>
  );
}

type KeyValueProps = {
  name: ReactNode;
  children: ReactNode;
  /** Where the value came from and when, shown on hover and focus. */
  provenance?: ReactNode;
};

/** One named value; `provenance` tells where it came from. */
export function KeyValue({ name, children, provenance }: KeyValueProps) {
  const row = (
    <div className={css.row}>
      <dt className={css.name}>{name}</dt>
      <dd className={css.value}>{children}</dd>
    </div>
  );
  if (provenance == null) return row;
  return (
    <HoverCard openDelay={450} closeDelay={80} position="left" width={240} shadow="md" withRoles={false}>
      <HoverCard.Target>{row}</HoverCard.Target>
      <HoverCard.Dropdown className={css.provenance}>{provenance}</HoverCard.Dropdown>
    </HoverCard>
  );
}
