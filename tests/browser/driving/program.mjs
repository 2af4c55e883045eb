// Starts programs and ends them by their own ids; what a script started does not outlive it.
import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterCase } from './cases.mjs'
import { built } from './tools.mjs'

/** Longer where the disk is held to what a slow one does: a program that ends puts its file in order. */
export const QUICK_MS = Number(process.env.GONGLIAN_QUICK_MS ?? 10_000)
const running = new Set()

/** A running program: its lines as they come, and its end. */
export function start(name, args, env = {}) {
  const child = spawn(name, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const said = []
  const ended = new Promise((done) => child.once('close', (code, signal) => { running.delete(child); done(code ?? signal) }))
  // What it started may hold its pipes for longer than it lives itself.
  const gone = new Promise((done) => { child.once('exit', done) })
  child.once('error', (error) => said.push(String(error)))
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line))
  afterCase(() => { if (running.has(child)) return end(child, 'SIGKILL', gone) })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid,
    ended,
    said: () => said.join('\n'),
    /** The next line; `ms` is the longest that may be waited for it. */
    line: (ms = QUICK_MS) => within(ms, nextLine(lines, () => `${name} ended. ${said.join('\n')}`), () => `${name} said nothing. ${said.join('\n')}`),
    /** As a person ends it. */
    stop: (ms = QUICK_MS) => end(child, 'SIGINT', ended, ms),
    /** As a power cut ends it. */
    kill: () => end(child, 'SIGKILL', gone),
  }
}

async function nextLine(lines, words) {
  const { value, done } = await lines.next()
  if (done) throw new Error(words())
  return value
}

function end(child, signal, ended, ms = QUICK_MS) {
  child.kill(signal)
  return within(ms, ended, () => `${child.pid} does not end`)
}

/** `gonglian …` to its end: `{ code, out, said }`. */
export function gonglian(args, { input = '', env = {} } = {}) {
  const ran = spawnSync(built('gonglian'), args, { input, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (ran.error) throw ran.error
  return { code: ran.status, out: ran.stdout, said: ran.stderr }
}

/** `gonglian serve` over a desk's folder; `address` opens the pages once. */
export async function serve(dir, more = []) {
  const program = start(built('gonglian'), ['serve', '--dir', dir, '--port', '0', ...more])
  const address = await program.line()
  return { ...program, address, port: Number(new URL(address).port) }
}

/** A promise, or an error in words when it takes too long. */
export async function within(ms, promise, words) {
  let timer
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(words())), ms) })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What is found at last, asked for again and again; or an error in words when it takes too long. */
export async function until(ms, found, words) {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const what = found()
    if (what) return what
    await new Promise((done) => { setTimeout(done, 100) })
  }
  throw new Error(words())
}

process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
