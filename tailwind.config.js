/**
 * The look as semantic tokens: each colour has one name and two values, light and dark, from the same place.
 * Text on paper or raised meets WCAG AA everywhere and AAA for ink.
 * @type {import('tailwindcss').Config}
 */
export default {
  theme: {
    extend: {
      colors: {
        paper: 'light-dark(#faf9f6, #151618)',
        raised: 'light-dark(#ffffff, #1d1f22)',
        ink: 'light-dark(#1e1c19, #e9e7e2)',
        muted: 'light-dark(#5f5a52, #a6a29a)',
        line: 'light-dark(#e2ded5, #33353a)',
        edge: 'light-dark(#8f897e, #74777e)',
        accent: 'light-dark(#39479b, #aebaff)',
        onaccent: 'light-dark(#ffffff, #15182b)',
        again: 'light-dark(#a92a1d, #ff9a8c)',
        hard: 'light-dark(#805200, #e7b75b)',
        good: 'light-dark(#0b6857, #62ceb4)',
        easy: 'light-dark(#12609c, #84bdf3)',
        warn: 'light-dark(#8a4b00, #f0b26b)',
        mark: 'light-dark(#fbf0cf, #3d3519)',
      },
      fontFamily: {
        card: ['Charter', 'Bitstream Charter', 'Sitka Text', 'Cambria', 'Noto Serif', 'Georgia', 'serif'],
        sans: ['system-ui', 'Segoe UI', 'Roboto', 'Helvetica Neue', 'Noto Sans', 'sans-serif'],
        mono: ['ui-monospace', 'Cascadia Mono', 'Menlo', 'Consolas', 'DejaVu Sans Mono', 'monospace'],
      },
      maxWidth: { measure: '42rem', page: '60rem' },
    },
  },
};
