import { Tooltip } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import css from './shell.module.css';

/** A heading over destinations; a hairline where the rail is folded. */
export function RailGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={css.group} aria-label={label}>
      <h2 className={css.groupLabel}>{label}</h2>
      {children}
    </section>
  );
}

type AnchorProps = ComponentPropsWithRef<'a'> & { icon: ReactNode; label: string; folded?: boolean };

function RailAnchor({ icon, label, folded = false, ...rest }: AnchorProps) {
  return (
    <Tooltip label={label} position="right" disabled={!folded}>
      <a {...rest} className={css.link}>
        {icon}
        <span className={css.linkLabel}>{label}</span>
      </a>
    </Tooltip>
  );
}

/** A destination of the rail. */
export const RailLink = createLink(RailAnchor);

type BottomAnchorProps = ComponentPropsWithRef<'a'> & { icon: ReactNode; label: string };

function BottomAnchor({ icon, label, ...rest }: BottomAnchorProps) {
  return (
    <a {...rest} className={css.bottomItem}>
      {icon}
      <span className={css.bottomLabel}>{label}</span>
    </a>
  );
}

/** A destination of the phone's bottom bar. */
export const BottomLink = createLink(BottomAnchor);

type BottomButtonProps = { icon: ReactNode; label: string; onClick: () => void };

/** Something the phone's bottom bar does that is not a place. */
export function BottomButton({ icon, label, onClick }: BottomButtonProps) {
  return (
    <button type="button" className={css.bottomItem} onClick={onClick}>
      {icon}
      <span className={css.bottomLabel}>{label}</span>
    </button>
  );
}
