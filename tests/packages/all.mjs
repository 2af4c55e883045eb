// `cargo xtask test --packages`: what lies in dist/ as people get it: installed, started, used, removed. Not a part of .ci/run: it
// needs wine, qemu, a clean Debian and the packages themselves. Whatever is not here is left out by name. `node tests/packages/all.mjs
// windows core` tries those alone and writes nothing down.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runAll } from '../browser/driving/cases.mjs'
import { DIST, KEPT, forgetEarlier, tellLeftOut, writeDown } from './checks.mjs'

const FILES = ['given', 'debian', 'elsewhere', 'old_glibc', 'windows', 'core']
const named = process.argv.slice(2)
const unknown = named.filter((file) => !FILES.includes(file))
if (unknown.length > 0) throw new Error(`no such file: ${unknown.join(', ')}; there are ${FILES.join(', ')}`)

// To find nothing wrong with nothing would be no news.
if (!existsSync(join(DIST, 'MADE.txt'))) throw new Error('nothing lies in dist/: cargo xtask package makes it')
mkdirSync(KEPT, { recursive: true })
process.on('exit', tellLeftOut)
// A part would stand there for the whole.
if (named.length === 0) {
  forgetEarlier()
  process.on('exit', writeDown)
}
for (const file of named.length > 0 ? named : FILES) await import(`./${file}.mjs`)
await runAll()
