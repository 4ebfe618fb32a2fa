import { createTheme } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'cyan',
  colors: {
    dark: [
      '#dde3e8',
      '#bcc6ce',
      '#a5b1ba',
      '#6d7982',
      '#3d474f',
      '#2f373d',
      '#20262b',
      '#1c2125',
      '#171b1f',
      '#14181b',
    ],
  },
  // The shades whose white text has a contrast above 4.5.
  primaryShade: { light: 9, dark: 9 },
  defaultRadius: 'md',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.75rem', lineHeight: '1.2' } } },
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Alert: { defaultProps: { radius: 'md' } },
  },
});
