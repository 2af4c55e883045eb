// `cargo xtask test --packages`: what lies in dist/ as people get it: installed, started, used, removed. Not a part of .ci/run: it
// needs wine, qemu, a clean Debian and the packages themselves. Whatever is not here is left out by name.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runAll } from '../browser/driving/cases.mjs'
import { DIST, KEPT, writeDown } from './checks.mjs'
import './given.mjs'
import './debian.mjs'
import './old_glibc.mjs'
import './windows.mjs'

// To find nothing wrong with nothing would be no news.
if (!existsSync(join(DIST, 'MADE.txt'))) throw new Error('nothing lies in dist/: cargo xtask package makes it')
mkdirSync(KEPT, { recursive: true })
process.on('exit', writeDown)
await runAll()
