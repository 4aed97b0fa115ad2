/** The look (tokens.ts) as Mantine's theme and as CSS variables `--cs-…`. */
import './theme.css';
import {
  ActionIcon,
  Button,
  Checkbox,
  Combobox,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  Modal,
  Notification,
  SegmentedControl,
  Tabs,
  Tooltip,
} from '@mantine/core';
import type { CSSVariablesResolver, VariantColorsResolver } from '@mantine/core';
import classes from './theme.module.css';
import { dark, light, shades, shared } from './tokens.ts';

const heights: Record<string, string> = {
  xs: 'var(--cs-control-small)',
  sm: 'var(--cs-control-toolbar)',
  md: 'var(--cs-control)',
  lg: 'var(--cs-control-phone)',
};
const paddings: Record<string, string> = { xs: '8px', sm: '10px', md: '12px', lg: '16px' };

/** Mantine reckons contrast for one theme only; the tokens know it for both. */
const variants: VariantColorsResolver = (input) => {
  const hue = input.color ?? 'ink';
  if (!['ink', 'approved', 'conditional', 'returned', 'rejected', 'expired'].includes(hue))
    return defaultVariantColorsResolver(input);
  const token = (name: string): string => `var(--cs-${hue}-${name})`;
  const none = '1px solid transparent';
  switch (input.variant) {
    case 'filled':
      return {
        background: token('solid'),
        hover: token(hue === 'ink' ? 'hover' : 'text'),
        color: token('on'),
        border: none,
      };
    case 'light':
      return {
        background: token('tint'),
        hover: hue === 'ink' ? token('tint-strong') : token('border'),
        color: token('text'),
        border: none,
      };
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover: input.variant === 'subtle' ? 'var(--cs-bg-hover)' : 'transparent',
        color: hue === 'ink' ? 'var(--cs-text-secondary)' : token('text'),
        border: none,
      };
    case 'outline':
      return {
        background: 'transparent',
        hover: token('tint'),
        color: token('text'),
        border: `1px solid ${token('border')}`,
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  colors: shades,
  white: light['bg-surface'],
  black: light['text-primary'],
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontFamily: shared['font'],
  fontFamilyMonospace: shared['font-mono'],
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '24px' },
  headings: { fontFamily: shared['font'] },
  shadows: {
    xs: 'var(--cs-shadow-1)',
    sm: 'var(--cs-shadow-1)',
    md: 'var(--cs-shadow-2)',
    lg: 'var(--cs-shadow-2)',
    xl: 'var(--cs-shadow-3)',
  },
  breakpoints: { xs: '30em', sm: '40em', md: '60em', lg: '75em', xl: '90em' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver: variants,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'md', variant: 'default' },
      classNames: { root: classes['button'] ?? '' },
      vars: (_theme, props) => ({
        root: {
          '--button-height': heights[props.size ?? 'md'],
          '--button-padding-x': paddings[props.size ?? 'md'],
          '--button-fz': props.size === 'xs' || props.size === 'sm' ? '12px' : '13px',
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { size: 'md', variant: 'subtle' },
      vars: (_theme, props) => ({
        root: { '--ai-size': heights[String(props.size ?? 'md')] },
      }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'md' },
      classNames: { input: classes['input'] ?? '' },
      vars: (_theme, props) => ({
        wrapper: { '--input-height': heights[String(props.size ?? 'md')] },
      }),
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'md' },
      classNames: {
        label: classes['label'] ?? '',
        description: classes['description'] ?? '',
        error: classes['error'] ?? '',
      },
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'xs' },
      classNames: { input: classes['check'] ?? '', label: classes['checkLabel'] ?? '' },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'xl',
        centered: true,
        padding: 'xl',
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { color: 'var(--cs-scrim)', backgroundOpacity: 1 },
        transitionProps: { transition: 'fade', duration: 180 },
        // Mantine's <header> would be a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      classNames: { title: classes['dialogTitle'] ?? '' },
    }),
    Drawer: {
      defaultProps: {
        padding: 'lg',
        overlayProps: { color: 'var(--cs-scrim)' },
        attributes: { header: { role: 'presentation' } },
      },
    },
    Popover: { defaultProps: { radius: 'lg', shadow: 'md' } },
    // A menu holds its items and nothing else; the arrow keys come to them from the menu itself.
    Menu: { defaultProps: { radius: 'lg', shadow: 'md', withInitialFocusPlaceholder: false } },
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: false, offset: 6 },
      classNames: { tooltip: classes['tooltip'] ?? '' },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'sm', withItemsBorders: false },
      classNames: {
        root: classes['segments'] ?? '',
        label: classes['segment'] ?? '',
        indicator: classes['segmentOn'] ?? '',
      },
    }),
    // Closed lists stay out of the page: one of time zones alone has 420 options.
    Combobox: Combobox.extend({ defaultProps: { keepMounted: false } }),
    Tabs: Tabs.extend({ classNames: { tab: classes['tab'] ?? '' } }),
    Notification: Notification.extend({
      classNames: {
        root: classes['toast'] ?? '',
        title: classes['toastTitle'] ?? '',
        description: classes['toastText'] ?? '',
      },
    }),
  },
});

const prefixed = (tokens: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--cs-${name}`, value]));

/** What Mantine's own parts take, in terms of the tokens. */
const mantine = {
  '--mantine-color-body': 'var(--cs-bg-surface)',
  '--mantine-color-text': 'var(--cs-text-primary)',
  '--mantine-color-dimmed': 'var(--cs-text-muted)',
  '--mantine-color-placeholder': 'var(--cs-text-muted)',
  '--mantine-color-anchor': 'var(--cs-ink-text)',
  '--mantine-color-error': 'var(--cs-rejected-text)',
  '--mantine-color-default': 'var(--cs-bg-surface)',
  '--mantine-color-default-hover': 'var(--cs-bg-hover)',
  '--mantine-color-default-color': 'var(--cs-text-primary)',
  '--mantine-color-default-border': 'var(--cs-border-default)',
  '--mantine-color-disabled': 'var(--cs-bg-sunken)',
  '--mantine-color-disabled-color': 'var(--cs-text-muted)',
  '--mantine-color-disabled-border': 'var(--cs-border-subtle)',
  '--mantine-primary-color-filled': 'var(--cs-ink-solid)',
  '--mantine-primary-color-filled-hover': 'var(--cs-ink-hover)',
  '--mantine-primary-color-light': 'var(--cs-ink-tint)',
  '--mantine-primary-color-light-hover': 'var(--cs-ink-tint-strong)',
  '--mantine-primary-color-light-color': 'var(--cs-ink-text)',
  '--mantine-primary-color-contrast': 'var(--cs-ink-on)',
  '--mantine-color-ink-filled': 'var(--cs-ink-solid)',
  '--mantine-color-ink-filled-hover': 'var(--cs-ink-hover)',
  '--mantine-color-ink-light': 'var(--cs-ink-tint)',
  '--mantine-color-ink-light-hover': 'var(--cs-ink-tint-strong)',
  '--mantine-color-ink-light-color': 'var(--cs-ink-text)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: prefixed(shared),
  light: { ...prefixed(light), ...mantine },
  dark: { ...prefixed(dark), ...mantine },
});
