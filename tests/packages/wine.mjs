// A Windows of its own for one run, without rights of anybody and without a web view; its browser only writes down where it was sent.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, folder } from '../browser/driving/tools.mjs'
import { lacksProgram, must } from './checks.mjs'

export const lacksForWine = () => ['wine', 'wineserver', 'x86_64-w64-mingw32-gcc', 'unzip'].map(lacksProgram)

let made

export const inWine = () => (made ??= bring())

function bring() {
  const home = folder('wine')
  const prefix = join(home, 'prefix')
  const env = { HOME: home, WINEPREFIX: prefix, WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree=;mshtml=', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
  must(['wineboot', '--init'], { env })
  // Before the folder goes: its server is found by the prefix, and with it the host that a window left running.
  process.prependListener('exit', () => spawnSync('wineserver', ['-k'], { env: { ...process.env, ...env } }))
  const prng = join(prefix, 'drive_c/windows/system32/bcryptprimitives.dll')
  if (!existsSync(prng)) must(['x86_64-w64-mingw32-gcc', '-shared', '-O1', '-o', prng, join(ROOT, 'tests/packages/bcryptprimitives.c'), '-ladvapi32'])
  const [browser, sent] = [join(home, 'browser'), join(home, 'sent')]
  writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$1" > '${sent}'\n`)
  chmodSync(browser, 0o755)
  must(['wine', 'reg', 'add', 'HKCU\\Software\\Wine\\WineBrowser', '/v', 'Browsers', '/d', browser, '/f'], { env })
  const local = join(prefix, 'drive_c/users', process.env.USER ?? 'root', 'AppData/Local')
  const holder = join(home, 'holds.exe')
  must(['x86_64-w64-mingw32-gcc', '-municode', '-O1', '-o', holder, join(ROOT, 'tests/packages/holds.c')])
  return {
    env,
    /** The words that hold a file, as a virus scanner does, until they are ended. */
    holds: (file) => ['wine', holder, file],
    words: (program) => ['wine', program],
    path: (here) => `Z:${here.replaceAll('/', '\\')}`,
    local,
    /** Where the browser was sent since it was last asked. */
    sent: () => {
      if (!existsSync(sent)) return undefined
      const address = readFileSync(sent, 'utf8').trim()
      rmSync(sent)
      return address
    },
  }
}
