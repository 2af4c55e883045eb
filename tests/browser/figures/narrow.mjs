// Part of `cargo xtask bench start`: the main round of the work, from a visit to the evaluation, at a desk of 500,000 records, with the
// program held in 512 MB (what the system keeps of its files included) and its disk to what a spinning one does, from which everything
// has to be read: each copy of the desk is put out of memory first. `--records N` for another size; a desk that lies in the folder
// GONGLIAN_DEMO is used again. Needs Linux and root; the browser is outside.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copied, keepDemo, someone } from '../driving/demo.mjs'
import { built, folder } from '../driving/tools.mjs'

const MEMORY = 512 * 1024 * 1024
/** A disk of 5,400 turns: a hundred places a second, 80 MB of one piece. */
const DISK = { iops: 100, bps: 80_000_000 }
const ROUND = ['day_intake', 'day_sorting', 'day_closing']
const TREES = { memory: '/sys/fs/cgroup/memory', disk: '/sys/fs/cgroup/blkio', both: '/sys/fs/cgroup' }

const asked = process.argv.indexOf('--records')
const records = asked < 0 ? 500_000 : Number(process.argv[asked + 1])
if (!Number.isInteger(records) || records < 1) throw new Error('--records takes a number')

const kept = process.env.GONGLIAN_DEMO ?? folder('narrow')
const demo = keepDemo(kept, records)
process.env.GONGLIAN_COLD = '1'
process.env.GONGLIAN_QUICK_MS = '60000'
const held = hold()
const wrapped = folder('held')
const joins = held.groups.map((group) => `echo $$ > '${join(group, 'cgroup.procs')}'`).join('\n')
writeFileSync(join(wrapped, 'gonglian'), `#!/bin/sh\nset -e\n${joins}\nexec '${built('gonglian')}' "$@"\n`)
chmodSync(join(wrapped, 'gonglian'), 0o755)

const starts = startsOf(copied(demo.dir), someone(demo.people, 'head'))
let failed = 0
for (const file of ROUND) {
  const env = { ...process.env, GONGLIAN_DEMO: kept, GONGLIAN_BUILT: wrapped, GONGLIAN_ROUND: 'main' }
  const began = performance.now()
  const ran = spawnSync(process.execPath, [fileURLToPath(new URL('../all.mjs', import.meta.url)), file], { env, encoding: 'utf8' })
  process.stdout.write(ran.stdout + ran.stderr)
  if (ran.status !== 0) failed += 1
  console.log(JSON.stringify({ figure: `main round, ${file}, at ${records} records in 512 MB`, value_ms: Math.round(performance.now() - began), passed: ran.status === 0 }))
}
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
const peak = Number(readFileSync(held.peak, 'utf8'))
console.log('\n| figure | measured | aim |\n|---|---|---|')
console.log(`| core under a 512 MB limit at ${records} records: files of the main round that pass | ${ROUND.length - failed} of ${ROUND.length} | all |`)
console.log(`| … a head signs in there and has the first page: nothing in memory yet; once more | ${starts.map(seconds).join('; ')} | |`)
console.log(`| … the most it took, with what the system keeps of its files | ${(peak / 1024 / 1024).toFixed(0)} MB | ≤ 512 MB |`)
for (const group of held.groups) rmdirSync(group)
process.exit(failed === 0 ? 0 : 1)

/** How long the program takes from its start to a head's first page, the first time and the second. */
function startsOf(dir, { name, password }) {
  const took = ['the first time', 'the second'].map((time) => {
    const began = performance.now()
    const ran = spawnSync(join(wrapped, 'gonglian'), ['call', 'today', '--dir', dir, '--as', name], { input: '{}', env: { ...process.env, GONGLIAN_PASSWORD: password }, encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(ran.stderr)
    const ms = performance.now() - began
    console.log(JSON.stringify({ figure: `start to a head's first page, ${time}, at ${records} records in 512 MB`, value_ms: Math.round(ms) }))
    return ms
  })
  rmSync(dir, { recursive: true })
  return took
}

/** Groups of this run, of either kind of control groups; gone with it. */
function hold() {
  const disk = deviceOf(kept)
  const name = `gonglian-${process.pid}`
  if (existsSync(join(TREES.both, 'cgroup.controllers'))) {
    const group = join(TREES.both, name)
    writeFileSync(join(TREES.both, 'cgroup.subtree_control'), '+memory +io')
    mkdirSync(group)
    writeFileSync(join(group, 'memory.max'), String(MEMORY))
    writeFileSync(join(group, 'io.max'), `${disk} riops=${DISK.iops} wiops=${DISK.iops} rbps=${DISK.bps} wbps=${DISK.bps}`)
    return { groups: [group], peak: join(group, 'memory.peak') }
  }
  const [memory, io] = [TREES.memory, TREES.disk].map((tree) => join(tree, name))
  for (const group of [memory, io]) mkdirSync(group)
  writeFileSync(join(memory, 'memory.limit_in_bytes'), String(MEMORY))
  for (const way of ['read', 'write']) {
    writeFileSync(join(io, `blkio.throttle.${way}_iops_device`), `${disk} ${DISK.iops}`)
    writeFileSync(join(io, `blkio.throttle.${way}_bps_device`), `${disk} ${DISK.bps}`)
  }
  return { groups: [memory, io], peak: join(memory, 'memory.max_usage_in_bytes') }
}

/** The disk, not the part of it: `254:0`. */
function deviceOf(path) {
  const { dev } = statSync(path)
  const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)]
  const part = `/sys/dev/block/${major}:${minor}`
  return existsSync(join(part, 'partition')) ? readFileSync(join(part, '../dev'), 'utf8').trim() : `${major}:${minor}`
}
