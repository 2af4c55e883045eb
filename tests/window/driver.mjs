// A small WebDriver client over Debian's WebKitWebDriver, which starts the window itself.
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterCase } from '../browser/driving/cases.mjs'
import { start, within } from '../browser/driving/program.mjs'
import { ROOT, built, words } from '../browser/driving/tools.mjs'

export const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
/** Without these the web view is not open to a driver. */
const AUTOMATION = { TAURI_WEBVIEW_AUTOMATION: 'true', TAURI_AUTOMATION: 'true' }

/** A driver that hangs says nothing at all. */
const OPENING_MS = 60_000

/** Windows of this run that have not ended. */
const open = new Set()

let nextPort = 4444 + (process.pid % 1000)

/** Starts a driver; every window of a case comes from it. */
export async function startDriver(env = {}) {
  const driver = { env, base: '', pid: 0, said: () => '', stop: () => Promise.resolve() }
  await begin(driver)
  return driver
}

async function begin(driver) {
  nextPort += 1
  const port = nextPort
  const program = start('WebKitWebDriver', [`--port=${port}`], { ...AUTOMATION, ...driver.env })
  Object.assign(driver, { base: `http://127.0.0.1:${port}`, pid: program.pid, said: program.said, stop: program.kill })
  await within(20_000, untilReady(driver.base), () => `WebKitWebDriver does not answer. ${program.said()}`)
}

async function untilReady(base) {
  for (;;) {
    const ready = await fetch(`${base}/status`).then((answer) => answer.ok, () => false)
    if (ready) return
    await sleep(100)
  }
}

/** Opens the window on a desk's folder. */
export async function openWindow(driver, args) {
  const options = { binary: built('gonglian-desk'), args }
  const asked = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } }
  const { sessionId } = await ask(driver.base, 'POST', '/session', asked, OPENING_MS).catch(async (error) => {
    if (error.name !== 'TimeoutError' && error.message !== 'fetch failed') throw error
    const why = error.cause?.code ?? `not in ${OPENING_MS / 1000} s`
    console.log(`WebKitWebDriver opened no window (${why}); once more with another`)
    await begunAnew(driver)
    return ask(driver.base, 'POST', '/session', asked, OPENING_MS)
  })
  return new Window(driver, `/session/${sessionId}`)
}

/** The driver hung, or it ended when a window under it was killed: it goes with the window it may have started, and another takes its place. */
async function begunAnew(driver) {
  const half = childIn(driver.pid, 'gonglian-desk')
  if (half) process.kill(half, 'SIGKILL')
  await driver.stop()
  await begin(driver)
}

class Window {
  constructor(driver, path) {
    this.driver = driver
    this.path = path
    /** The program itself: the driver's child of that name. */
    this.pid = childOf(driver.pid, 'gonglian-desk')
    open.add(this.pid)
    afterCase(() => endWindow(this.pid))
  }

  ask(method, path, body) { return ask(this.driver.base, method, this.path + path, body) }

  script(text, ...args) { return this.ask('POST', '/execute/sync', { script: text, args }) }

  /** The first shown element that fits, waited for. */
  async find(css, words = '') {
    const script = `return [...document.querySelectorAll(arguments[0])].find((e) => e.checkVisibility?.() !== false && e.textContent.includes(arguments[1])) ?? null`
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100)) {
      const found = await this.script(script, css, words).catch(() => null)
      if (found) return found[ELEMENT]
    }
    throw new Error(`no ${css} ${words} in the window: ${await this.text().catch(String)}`)
  }

  /** The control of a form's field by its label, which ends with a star where the field is required. */
  async field(label) {
    const script = `const named = (e) => e.querySelector(':scope > .label')?.textContent.replace(/[\\s*]/g, '').replace(arguments[1], '') === arguments[0]
      return [...document.querySelectorAll('main .field')].find(named)?.querySelector('textarea, input') ?? null`
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100)) {
      const found = await this.script(script, label, words.parts.required).catch(() => null)
      if (found) return found[ELEMENT]
    }
    throw new Error(`no field ${label} in the window: ${await this.text().catch(String)}`)
  }

  /** Keys as they are pressed, after what stands there. */
  keys(element, text) { return this.ask('POST', `/element/${element}/value`, { text }) }

  async click(css, words) { await this.ask('POST', `/element/${await this.find(css, words)}/click`, {}) }

  async type(css, text) {
    const element = await this.find(css)
    await this.ask('POST', `/element/${element}/clear`, {})
    await this.ask('POST', `/element/${element}/value`, { text })
  }

  text() { return this.script('return document.body.innerText') }

  title() { return this.ask('GET', '/title') }

  /** A call by way of the shell's one command, as the pages make it. */
  call(name, input = {}) {
    const script = `const done = arguments[arguments.length - 1];
      window.__TAURI_INTERNALS__.invoke('call', { name: arguments[0], input: arguments[1] }).then(done, (e) => done({ thrown: String(e) }))`
    return this.ask('POST', '/execute/async', { script, args: [name, input] })
  }

  /** By the cross of its title bar: the program is asked, and may still do something before it goes. */
  async askToClose() {
    const asked = spawnSync('python3', [join(ROOT, 'tests/window/ask_to_close.py'), String(this.pid)], { encoding: 'utf8' })
    if (asked.status !== 0) throw new Error(`the window was not asked to close: ${asked.error ?? asked.stderr}`)
    await gone(this.pid)
    await this.ask('DELETE', '', undefined).catch(() => {})
  }

  /** As whoever drives it closes it. */
  async close() {
    await this.ask('DELETE', '', undefined)
    await gone(this.pid)
  }

  /** As a power cut closes it. */
  async kill() {
    process.kill(this.pid, 'SIGKILL')
    await gone(this.pid)
    await this.ask('DELETE', '', undefined).catch(() => {})
  }
}

async function ask(base, method, path, body, ms) {
  const answer = await fetch(base + path, {
    method,
    ...(ms ? { signal: AbortSignal.timeout(ms) } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const { value } = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`)
  return value
}

/** The id of a program that another one started, from /proc; never by name alone. */
function childOf(parent, name) {
  const child = childIn(parent, name)
  if (!child) throw new Error(`${name} was not started by ${parent}`)
  return child
}

export function childIn(parent, name) {
  const ids = readdirSync('/proc').filter((id) => /^\d+$/.test(id))
  const child = ids.find((id) => {
    try {
      const [, comm, ppid] = /^\d+ \((.*)\) . (\d+) /.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? []
      return Number(ppid) === parent && name.startsWith(comm)
    } catch {
      return false
    }
  })
  return child ? Number(child) : undefined
}

async function gone(pid) {
  await isGone(pid)
  open.delete(pid)
}

async function isGone(pid) {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) {
    try {
      process.kill(pid, 0)
      if (/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return
    } catch {
      return
    }
  }
  throw new Error(`the window ${pid} does not end`)
}

/** A case that failed halfway leaves its window; its id is ours. */
function endWindow(pid) {
  if (!open.delete(pid)) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

process.on('exit', () => [...open].forEach(endWindow))

export const sleep = (ms) => new Promise((done) => { setTimeout(done, ms) })
