import { defineConfig } from '@playwright/test';

const PORT = 4519;

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${PORT}/sub/path/`,
    trace: 'off',
    launchOptions: { executablePath: process.env['CHROMIUM_PATH'] ?? '', args: CHROMIUM_FLAGS },
  },
  webServer: {
    command: `npm run build -- --logLevel warn && npx tsx tests/e2e/serve.ts dist ${PORT} /sub/path/`,
    cwd: '../..',
    url: `http://localhost:${PORT}/sub/path/`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
