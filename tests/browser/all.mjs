// `node tests/browser/all.mjs [file …]`: the real pages over the loopback host in Chromium; named files only, or all of them.
// Needs what `cargo build` made. A file is a process with a browser of its own, as many at a time as there are cores.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { closeBrowser } from './driving/browser.mjs'
import { ofFile, runAll, test } from './driving/cases.mjs'
import { keepDemo } from './driving/demo.mjs'
import { folder } from './driving/tools.mjs'

/** The longest first, so that nobody waits for it at the end. */
const FILES = [
  'pages', 'day_intake', 'day_exchange', 'loopback', 'register', 'day_stations', 'day_tasks', 'day_sorting', 'day_limits', 'day_closing',
  'two_windows', 'day_voices', 'day_activities', 'day_head', 'day_sealed',
]
const named = process.argv.slice(2)
const unknown = named.filter((file) => !FILES.includes(file))
if (unknown.length > 0) throw new Error(`no such file: ${unknown.join(', ')}; there are ${FILES.join(', ')}`)

if (named.length === 1) await inThisProcess(named[0])
else await inTheirOwn(named.length === 0 ? FILES : named)

async function inThisProcess(file) {
  ofFile(file)
  await import(`./${file}.mjs`)
  ofFile('the end')
  test('the browser closes', closeBrowser)
  await runAll()
}

/** Each prints its own count in its last line, and all it said in one piece. */
async function inTheirOwn(files) {
  const env = { ...process.env, GONGLIAN_DEMO: process.env.GONGLIAN_DEMO ?? folder('demo') }
  keepDemo(env.GONGLIAN_DEMO)
  const waiting = [...files]
  const failed = []
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) if (!await run(file, env)) failed.push(file)
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), files.length) }, work))
  if (failed.length > 0) console.log(`in ${failed.join(', ')}`)
  process.exit(failed.length === 0 ? 0 : 1)
}

function run(file, env) {
  return new Promise((ended) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), file], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text })
    child.on('close', (code) => {
      process.stdout.write(`── ${file}\n${said}`)
      ended(code === 0)
    })
  })
}
