// `cargo xtask test --packages`: what lies in dist/ as people get it: installed, started, used, removed. Not a part of .ci/run: it
// needs wine, qemu, a clean Debian and the packages themselves. Whatever is not here is left out by name.
import { mkdirSync } from 'node:fs'
import { runAll } from '../browser/driving/cases.mjs'
import { DIST, KEPT, writeDown } from './checks.mjs'
import './given.mjs'
import './debian.mjs'
import './old_glibc.mjs'
import './windows.mjs'

mkdirSync(KEPT, { recursive: true })
mkdirSync(DIST, { recursive: true })
process.on('exit', writeDown)
await runAll()
