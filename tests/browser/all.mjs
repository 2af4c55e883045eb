// `node tests/browser/all.mjs [--old] [file …]`: the real pages over the loopback host in Chromium, or in Chromium 92; named files
// only, or all of them.
// Needs what `cargo build` made. A file is a process with a browser of its own, as many at a time as there are cores.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { closeBrowser, driveTheOld } from './driving/browser.mjs'
import { ofFile, runAll, test } from './driving/cases.mjs'
import { keepDemo } from './driving/demo.mjs'
import { lacksOldChromium } from './driving/old_chromium.mjs'
import { folder } from './driving/tools.mjs'

/** In the newest. The longest first, so that nobody waits for it at the end. */
const FILES = [
  'pages', 'day_intake', 'day_exchange', 'loopback', 'register', 'day_stations', 'day_tasks', 'day_sorting', 'day_limits', 'day_closing',
  'two_windows', 'day_voices', 'day_activities', 'day_head', 'day_sealed', 'other_settings', 'bare_fonts',
]
/**
 * In Chromium 92: its own cases, and of these files the main round, from a visit to the evaluation. The rest of them, and the other
 * files, are more of the same parts; named with `--old` they are run there whole.
 */
const IN_THE_OLD = ['old_browsers', 'day_closing', 'day_intake', 'day_sorting']
const args = process.argv.slice(2)
const named = args.filter((arg) => arg !== '--old')
const isOld = args.includes('--old')
const known = new Set([...FILES, ...IN_THE_OLD])
const unknown = named.filter((file) => !known.has(file))
if (unknown.length > 0) throw new Error(`no such file: ${unknown.join(', ')}; there are ${[...known].join(', ')}`)

if (named.length === 1) await inThisProcess(named[0])
else await inTheirOwn(named.length > 0 ? named.map((file) => ({ file, isOld })) : [...(isOld ? [] : FILES.map((file) => ({ file }))), ...ofTheOld()])

async function inThisProcess(file) {
  if (isOld) driveTheOld()
  ofFile(file)
  await import(`./${file}.mjs`)
  ofFile('the end')
  test('the browser closes', closeBrowser)
  await runAll()
}

function ofTheOld() {
  const lacks = lacksOldChromium()
  if (!lacks) return IN_THE_OLD.map((file) => ({ file, isOld: true, round: 'main' }))
  console.log(`left out: ${IN_THE_OLD.join(', ')} in Chromium 92: ${lacks}`)
  return []
}

/** Each prints its own count in its last line, and all it said in one piece. */
async function inTheirOwn(jobs) {
  const env = { ...process.env, GONGLIAN_DEMO: process.env.GONGLIAN_DEMO ?? folder('demo') }
  keepDemo(env.GONGLIAN_DEMO)
  const waiting = [...jobs]
  const failed = []
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) if (!await run(job, env)) failed.push(nameOf(job))
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, work))
  if (failed.length > 0) console.log(`in ${failed.join(', ')}`)
  process.exit(failed.length === 0 ? 0 : 1)
}

function nameOf({ file, isOld: old }) { return old ? `${file} in Chromium 92` : file }

function run(job, env) {
  return new Promise((ended) => {
    const words = [fileURLToPath(import.meta.url), job.file, ...(job.isOld ? ['--old'] : [])]
    const child = spawn(process.execPath, words, { env: { ...env, GONGLIAN_ROUND: job.round ?? '' }, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text })
    child.on('close', (code) => {
      process.stdout.write(`── ${nameOf(job)}\n${said}`)
      ended(code === 0)
    })
  })
}
