import { Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import css from './imports.module.css';

const ACCEPT = '.csv,.tsv,.txt,.tab,text/csv,text/tab-separated-values,text/plain';

type DropAreaProps = {
  onFiles: (files: File[]) => void;
  /** There is nothing else on the screen yet: says where such files come from. */
  large?: boolean;
};

/** Where files come in: dropped anywhere on the screen, or chosen. */
export function DropArea({ onFiles, large = false }: DropAreaProps) {
  const t = useT();
  const over = useDrop(onFiles);
  return (
    <div className={css.drop} data-over={over} data-large={large}>
      <IconFileUpload size={large ? 28 : 20} stroke={1.5} />
      <div className={css.dropWords}>
        <strong>{over ? t('imports:drop.release') : t('imports:drop.title')}</strong>
        <span>{t('imports:drop.text')}</span>
        {large && <span className={css.dropHint}>{t('imports:empty')}</span>}
      </div>
      <FileButton multiple accept={ACCEPT} onChange={(files) => onFiles(files)}>
        {(props) => (
          <Button {...props} variant={large ? 'filled' : 'default'}>
            {t('imports:drop.choose')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

/** Takes files that are dropped anywhere on the page while the area is shown; true while some are held over it. */
function useDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: globalThis.DragEvent | DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: globalThis.DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: globalThis.DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: globalThis.DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, [onFiles]);
  return over;
}
