// Part of `cargo xtask bench start`: what each part of the packages costs of the download, and what the oldest glibc costs of the speed.
// Needs what `cargo xtask package` made; what does not lie in dist/ is left out by name.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { built, folder } from '../browser/driving/tools.mjs'
import { VERSION, given, must } from './checks.mjs'

const MB = 1_000_000
const AIM_MB = 25
const AIM_SPEED = 0.9
const RUNS = 5
/** As packages for this processor are packed. */
const XZ = 'xz --x86 --lzma2=preset=9e,dict=128MiB'
const PARTS = [['fonts', 'assets/fonts'], ['pages', 'ui/dist'], ['licences', 'dist/licences.html']]

const deb = given(`gonglian_${VERSION}_amd64.deb`)
const oldest = given(`gonglian-${VERSION}-linux-x86_64-glibc2.28.tar.gz`)
/** As it was built for this system, whichever package holds it. */
const native = built('gonglian')
const rows = []
const unpacked = deb.lacks ? undefined : folder('deb')
if (deb.lacks) console.log(`left out: what the .deb costs: ${deb.lacks}`)
else weigh()
const lacks = oldest.lacks ?? (existsSync(native) ? undefined : `${native} was not built`)
if (lacks) console.log(`left out: what glibc 2.28 costs: ${lacks}`)
else race()
console.log('\n| figure | measured | aim |\n|---|---|---|')
for (const row of rows) console.log(`| ${row.join(' | ')} |`)
process.exit(0)

/** Each alone, packed as the package is. */
function weigh() {
  must(['dpkg-deb', '--extract', deb.file, unpacked])
  rows.push(['.deb (window) ÷ download', `${(statSync(deb.file).size / MB).toFixed(1)} MB`, `≤ ${AIM_MB} MB`])
  const row = (name, size) => rows.push([`… ${name}`, `${(size / MB).toFixed(1)} MB`, ''])
  row('the program', packed(join(unpacked, 'usr/bin/gonglian-desk')))
  for (const [name, at] of PARTS) row(name, packed(at))
  // In the program itself nothing says any more whose code it is.
  const page = built('examples/page')
  if (existsSync(page)) row('typst: a program that lays out a page and does nothing else, its fonts taken off', packed(page) - packed('assets/fonts'))
  else console.log(`left out: what typst costs: ${page} was not built`)
}

function packed(path) {
  return Number(must(['bash', '-o', 'pipefail', '-c', `tar --create --absolute-names --file - "$1" | ${XZ} | wc -c`, 'bash', path]))
}

/** The same work by both, in turn: a desk is made, folded, signed and written; then every entry of it is proven. */
function race() {
  const at = folder('tar')
  must(['tar', '--extract', '--file', oldest.file, '--directory', at])
  const programs = { native, oldest: join(at, `gonglian-${VERSION}`, 'gonglian') }
  const took = { native: [], oldest: [] }
  for (let run = 0; run <= RUNS; run += 1) for (const [name, program] of Object.entries(programs)) took[name].push(work(program))
  const best = ([, ...all]) => Math.min(...all)
  for (const [name, all] of Object.entries(took)) console.log(JSON.stringify({ figure: `work of the core, ${name}`, of_ms: all.slice(1).map(Math.round) }))
  rows.push(['core linked for glibc 2.28 ÷ native, same work', (best(took.native) / best(took.oldest)).toFixed(2), `≥ ${AIM_SPEED} of the speed`])
}

function work(program) {
  const dir = join(folder('race'), 'desk')
  const began = performance.now()
  const people = JSON.parse(must([program, 'demo', '--dir', dir, '--seed', '7', '--records', '400', '--today', '2026-09-01']))
  const { name, password } = people.find((one) => one.role === 'liaison')
  const ran = spawnSync(program, ['verify', '--dir', dir, '--as', name], { env: { ...process.env, GONGLIAN_PASSWORD: password } })
  if (ran.status !== 0) throw new Error(String(ran.stderr))
  return performance.now() - began
}
