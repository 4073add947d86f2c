import { defineConfig } from 'vitest/config';
import { validators } from './build/plugin.js';

// Test files keep nothing between them, so they share modules; every core works.
export default defineConfig({
  plugins: [validators()],
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
