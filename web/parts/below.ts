import type { InputWrapperProps } from '@mantine/core';

/** Puts an input's explanation under it, so that inputs in one row stand at one height. */
export const BELOW: NonNullable<InputWrapperProps['inputWrapperOrder']> = ['label', 'input', 'description', 'error'];
