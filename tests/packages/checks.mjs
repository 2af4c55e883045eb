// A check of a package: run where it can be, left out by name where it cannot. All of them are written down with the commit they tried.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from '../browser/driving/cases.mjs'
import { ROOT } from '../browser/driving/tools.mjs'

export const DIST = join(ROOT, 'dist')
export const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target')
/** What a check brings here once and keeps: a root, the packages put into it. */
export const KEPT = join(TARGET, 'package/checks')
export const VERSION = /^version = "(.*)"$/m.exec(readFileSync(join(ROOT, 'Cargo.toml'), 'utf8'))[1]

const results = []
/** Of every check that is to be run here. */
const names = []

/** Thrown by a check that finds on its way that this machine cannot do it. */
export class LeftOut extends Error {}

/** `lacks`: what is missing here, as words; nothing of that and `run` is tried. */
export function check(name, lacks, run) {
  const [why] = lacks.filter(Boolean)
  if (why) return void leaveOut(name, why)
  names.push(name)
  test(name, async () => {
    const start = performance.now()
    const took = () => `${((performance.now() - start) / 1000).toFixed(0)} s`
    try {
      const more = await run()
      results.push({ how: 'passed', name, more: [took(), more].filter(Boolean).join('; ') })
    } catch (error) {
      const leftOut = error instanceof LeftOut
      results.push({ how: leftOut ? 'left out' : 'FAILED', name, more: error.message.split('\n')[0] })
      if (!leftOut) throw error
    }
  })
}

/** A part of a check that this machine cannot do, by its own name. */
export function leaveOut(name, why) { results.push({ how: 'left out', name, more: why }) }

/** The file of that name in dist/, or the words for its absence. A package's name has its version: older ones may lie beside it. */
export function given(name, at = DIST) {
  const file = join(at, name)
  return existsSync(file) ? { file } : { lacks: `${name} does not lie in dist/` }
}

export const lacksProgram = (name) => (spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0 ? undefined : `needs ${name}`)
/** What stands in for an arm64 system, and the libraries it lends. */
export const ARM_LIBRARIES = '/usr/aarch64-linux-gnu'
export const lacksForArm = () => [lacksProgram('qemu-aarch64-static'), existsSync(ARM_LIBRARIES) ? undefined : 'needs libc6-arm64-cross']
export const lacksRoot = () => (process.getuid?.() === 0 ? undefined : 'needs root')

/** A command to its end, which must be a good one. */
export function must(words, { input = '', env = {}, code = 0, cwd } = {}) {
  const [program, ...args] = words
  const ran = spawnSync(program, args, { input, cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (ran.error) throw ran.error
  if (ran.status !== code) throw new Error(`${words.join(' ')} ended with ${ran.status ?? ran.signal}\n${ran.stdout.slice(-2000)}${ran.stderr.slice(-2000)}`)
  return ran.stdout
}

const CHECKED = join(DIST, 'CHECKED.txt')

/** What an earlier run found is not what this one finds, however it ends. */
export function forgetEarlier() { rmSync(CHECKED, { force: true }) }

/** The commit that is checked out. The core's own tests are compiled from it, whichever the packages were made from. */
function checkedOut() {
  const git = (...words) => spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout?.trim()
  const changed = git('status', '--porcelain', '--untracked-files=no') ? '+changes' : ''
  return `${git('rev-parse', 'HEAD') || 'no commit'}${changed} the checks and the core's own tests`
}

/** dist/CHECKED.txt: of which commit, on which machine, with which end. A run that was cut off names what it did not come to. */
export function writeDown() {
  const made = existsSync(join(DIST, 'MADE.txt')) ? readFileSync(join(DIST, 'MADE.txt'), 'utf8').trim() : 'MADE.txt is missing'
  const system = /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  const missed = names.filter((name) => !results.some((one) => one.name === name)).map((name) => ({ how: 'not run', name }))
  const lines = [...results, ...missed].map(({ how, name, more }) => `${how.padEnd(9)} ${name}${more ? ` (${more})` : ''}`)
  const text = `Gonglian ${VERSION}, tried on ${system} with Linux ${process.report.getReport().header.osRelease}, ${new Date().toISOString().slice(0, 10)}\n\n${made}\n${checkedOut()}\n\n${lines.join('\n')}\n`
  writeFileSync(CHECKED, text)
}

export function tellLeftOut() {
  for (const { name, more } of results.filter(({ how }) => how === 'left out')) console.log(`left out: ${name}: ${more}`)
}
