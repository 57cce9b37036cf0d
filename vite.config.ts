import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';
import { bundleDecks } from './src/cli/bundleDecks.ts';
import { preloadModules, startChunks } from './src/cli/startChunks.ts';

/** What the built page may do: its own files only, no inline script, no request to anybody else. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-src 'none'",
].join('; ');

/** First in the head of the build; development needs inline scripts for hot reloading and goes without. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

const pwa = VitePWA({
  registerType: 'prompt',
  injectRegister: null,
  manifest: {
    name: 'Flipside',
    short_name: 'Flipside',
    description: 'Study lesson decks with flip cards. No account, no server, works offline.',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#faf9f6',
    theme_color: '#39479b',
    icons: [
      { src: './icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: './icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
    ],
  },
  workbox: { globPatterns: ['**/*.{js,css,html,svg,png,json}'], cleanupOutdatedCaches: true },
});

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const ENTRIES = {
  start: pathOf('src/main.tsx'),
  screens: pathOf('src/mount.tsx'),
  study: pathOf('src/ui/study/StudyPage.tsx'),
  library: pathOf('src/ui/library/LibraryPage.tsx'),
};

/** What `main.tsx` asks for at once whatever the address: React and the bundled decks. */
const preload = preloadModules(
  (id) => id === ENTRIES.screens || /virtual:deck\/\d+\/deck|rolldown\/runtime/.test(id),
);

export default defineConfig({
  base: './',
  plugins: [bundleDecks(), react(), tailwindcss(), contentSecurityPolicy, preload, pwa],
  build: {
    // Browsers without it go on without preloading.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: startChunks(ENTRIES) } },
    },
  },
  worker: { format: 'es' },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    // Nothing is timed here; a busy machine takes its time.
    testTimeout: 60_000,
  },
});
