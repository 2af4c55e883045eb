import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { licences } from './scripts/licences.mjs'
import { tooOld } from './scripts/too_old.mjs'

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [vue(), licences(), tooOld()],
  // Relative addresses: the same files are served by the window's own protocol and by the loopback host.
  base: './',
  resolve: {
    alias: { '@': from('./src'), '@assets': from('../assets') },
  },
  server: { port: 5273, strictPort: true, fs: { allow: [from('.'), from('../assets')] } },
  build: {
    outDir: 'dist',
    target: ['es2021', 'chrome87'],
    cssTarget: 'chrome87',
    // No data: addresses and no inline polyfill: the Content-Security-Policy allows 'self' only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
})
