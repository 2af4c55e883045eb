// Chromium 92, of July 2021, as an old Kylin or UOS has it. npm brings it packed; it is unpacked once, into the target folder.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { ROOT } from './tools.mjs'

const PACKED = join(ROOT, 'tests/browser/old/node_modules/chrome-aws-lambda/bin/chromium.br')
const UNPACKED = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'chromium-92/chromium')

/** Why this machine cannot have it, or nothing. */
export function lacksOldChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'Chromium 92 is there for x86-64 Linux only'
  if (!existsSync(UNPACKED) && !existsSync(PACKED)) return 'Chromium 92 is not there: npm ci in tests/browser/old brings it'
  return undefined
}

/** The program; several processes may ask at once. */
export function oldChromium() {
  if (existsSync(UNPACKED)) return UNPACKED
  mkdirSync(dirname(UNPACKED), { recursive: true })
  const being = `${UNPACKED}.${process.pid}`
  writeFileSync(being, brotliDecompressSync(readFileSync(PACKED)), { mode: 0o755 })
  renameSync(being, UNPACKED)
  return UNPACKED
}

/**
 * The driver asks elements a question that came with Chromium 105. It is answered in the driver's own world of the page: the
 * page itself stays as old as it is.
 */
export async function answerDriver(context, page) {
  const channel = await context.newCDPSession(page)
  await channel.send('Page.enable')
  const source = 'Element.prototype.checkVisibility ??= function () { return this.getClientRects().length > 0 }'
  await channel.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: `__playwright_utility_world_${page._guid}` })
}
