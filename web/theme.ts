import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  Tooltip,
} from '@mantine/core';

const plum: MantineColorsTuple = [
  '#f3f2fd',
  '#e2dffa',
  '#c6c1f4',
  '#a8a1f4',
  '#8c83ef',
  '#6f65dd',
  '#5b4fc9',
  '#4e43b3',
  '#41379a',
  '#332b7c',
];

const gray: MantineColorsTuple = [
  '#f7f7f8',
  '#f1f1f3',
  '#e8e8eb',
  '#d5d6db',
  '#c4c7cd',
  '#a3a7af',
  '#666a72',
  '#565a62',
  '#3a3d43',
  '#1a1b1f',
];

const dark: MantineColorsTuple = [
  '#e9eaed',
  '#c8cbd1',
  '#8d929b',
  '#71767f',
  '#303338',
  '#24262a',
  '#1a1b1f',
  '#111214',
  '#0c0d0e',
  '#08090a',
];

/** White text reaches 4.5:1 on the fill of either scheme. */
const red: MantineColorsTuple = [
  '#fdf0f0',
  '#fcebeb',
  '#f7c9ca',
  '#f2a3a5',
  '#ff8d8d',
  '#c9444a',
  '#b8272e',
  '#a52229',
  '#8a1c22',
  '#6c161b',
];

/** The header of a dialogue is not a second banner of the page. */
const NO_BANNER = { header: { role: 'presentation' } };

/** Heights of buttons and inputs in pixels by Mantine size; `sm` is the default everywhere. */
const CONTROL_HEIGHT: Record<string, string> = { xs: '26px', sm: '32px', md: '36px', lg: '42px' };

const controlHeight = (size: unknown): string => CONTROL_HEIGHT[typeof size === 'string' ? size : 'sm'] ?? '32px';

/** The Mantine theme: one accent, neutral greys, 4 px grid, 14 px text, one shadow level. Colours live in styles/tokens.css. */
export const theme = createTheme({
  primaryColor: 'plum',
  primaryShade: { light: 6, dark: 5 },
  colors: { plum, red, gray, dark },
  black: '#1a1b1f',
  fontFamily: 'var(--pl-sans)',
  fontFamilyMonospace: 'var(--pl-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '5px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  shadows: {
    xs: '0 1px 2px light-dark(rgb(20 22 30 / 8%), rgb(0 0 0 / 40%))',
    sm: 'var(--pl-shadow)',
    md: 'var(--pl-shadow)',
    lg: 'var(--pl-shadow)',
    xl: 'var(--pl-shadow)',
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, props) => ({
        root: {
          '--button-height': controlHeight(props.size),
          '--button-padding-x': props.size === 'xs' ? '8px' : '12px',
          '--button-fz': props.size === 'xs' ? '12px' : props.size === 'md' || props.size === 'lg' ? '14px' : '13px',
        },
      }),
      styles: { root: { fontWeight: 500 } },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 'md' },
    }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, props) => ({
        wrapper: { '--input-height': controlHeight(props.size), '--input-fz': props.size === 'md' ? '14px' : '13px' },
      }),
    }),
    InputWrapper: {
      defaultProps: { size: 'sm' },
      styles: {
        label: { fontWeight: 500, marginBottom: 4 },
        description: { marginBottom: 4, fontSize: 12, lineHeight: '16px' },
        error: { fontSize: 12, lineHeight: '16px' },
      },
    },
    SegmentedControl: { defaultProps: { withItemsBorders: false, radius: 'md' } },
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, closeDelay: 0, withArrow: false, transitionProps: { duration: 80 }, fz: 'xs' },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 90 } } }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 90 },
        position: 'bottom-end',
        offset: 4,
        // The first entry takes the focus: the placeholder would be a child that a menu may not have.
        withInitialFocusPlaceholder: false,
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.3 },
        transitionProps: { duration: 140 },
        attributes: NO_BANNER,
      },
      styles: { title: { fontSize: 15, fontWeight: 600 } },
    }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.3 },
        centered: false,
        attributes: NO_BANNER,
      },
      styles: { title: { fontSize: 15, lineHeight: '21px', fontWeight: 600 } },
    }),
  },
});

/** Mantine sets these once for each scheme, so they are replaced in both. */
const inBothSchemes = {
  '--mantine-color-gray-light-color': 'var(--pl-text-2)',
  '--mantine-color-gray-light-hover': 'var(--pl-hover)',
  '--mantine-color-plum-light': 'var(--pl-accent-soft)',
  '--mantine-color-plum-light-hover': 'var(--pl-accent-soft)',
  '--mantine-color-plum-light-color': 'var(--pl-accent)',
};

/** Ties Mantine's own colour variables to the tokens, so that library and house components cannot drift apart. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--pl-page)',
    '--mantine-color-text': 'var(--pl-text)',
    '--mantine-color-dimmed': 'var(--pl-text-3)',
    '--mantine-color-default-border': 'var(--pl-line-strong)',
    '--mantine-color-default-hover': 'var(--pl-hover)',
    '--mantine-color-placeholder': 'var(--pl-text-3)',
    '--mantine-color-anchor': 'var(--pl-accent)',
    '--mantine-color-error': 'var(--pl-bad)',
  },
  light: { ...inBothSchemes, '--mantine-color-default': 'var(--pl-page)' },
  // The sixth shade is what menus write dangerous things in.
  dark: { ...inBothSchemes, '--mantine-color-default': 'var(--pl-sunken)', '--mantine-color-red-6': 'var(--pl-bad)' },
});
