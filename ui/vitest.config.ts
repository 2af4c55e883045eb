import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vite.config.ts'

export default mergeConfig(
  base,
  defineConfig({
    test: {
      environment: 'jsdom',
      include: ['src/**/*.test.ts'],
      setupFiles: ['src/test-setup.ts'],
      restoreMocks: true,
      // Without it one of two cores stands still.
      maxWorkers: '100%',
      css: { include: [/tokens\.css/] },
      server: { deps: { inline: ['element-plus'] } },
    },
  }),
)
