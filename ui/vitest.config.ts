import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vite.config.ts'

const sources = fileURLToPath(new URL('./src/', import.meta.url))
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'))
/** What puts something else in a module's place needs modules of its own; the rest share them, since bringing them in took most of a run. */
const apart = files.filter((file) => readFileSync(sources + file, 'utf8').includes('vi.mock(')).map((file) => `src/${file.replaceAll('\\', '/')}`)

export default mergeConfig(
  base,
  defineConfig({
    test: {
      environment: 'jsdom',
      setupFiles: ['src/test-setup.ts'],
      restoreMocks: true,
      // A busy machine is no failure: only what hangs should end by the clock.
      testTimeout: 30_000,
      hookTimeout: 30_000,
      // Without it one of two cores stands still.
      maxWorkers: '100%',
      css: { include: [/tokens\.css/] },
      server: { deps: { inline: ['element-plus'] } },
      projects: [
        { extends: true, test: { name: 'apart', include: apart } },
        { extends: true, test: { name: 'together', isolate: false, include: ['src/**/*.test.ts'], exclude: apart } },
      ],
    },
  }),
)
