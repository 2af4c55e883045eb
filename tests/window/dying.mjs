// A web view that dies: its page comes back by itself; where it dies again and again, or shows no first page, the browser is offered
// in its place.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { afterCase, test } from '../browser/driving/cases.mjs'
import { gonglian, start, until } from '../browser/driving/program.mjs'
import { built, folder } from '../browser/driving/tools.mjs'
import { childIn, sleep, startDriver } from './driver.mjs'
import { PASSWORD, PERSON, founded, opened } from './seat.mjs'

/** Longer than a page needs to come up and to be seen there. */
const SETTLED_MS = 4000
const CAME_BACK_MS = 60_000
/** The program waits a minute for the first page. */
const SILENT_MS = 90_000
/** A page may be quicker than whoever stops it. */
const STARTS = 3

test('a web view that dies is brought back twice, and then gives way to the browser', async () => {
  const program = start(built('gonglian-desk'), ['--dir', join(folder('fresh'), 'desk')])
  const found = (what, said) => until(CAME_BACK_MS, what, () => `${said}. ${program.said()}`)
  const died = []
  for (let death = 1; death <= 3; death += 1) {
    const alive = await found(() => [childIn(program.pid, 'WebKitWebProcess')].find((id) => id && !died.includes(id)), `no page after death ${death - 1}`)
    await sleep(SETTLED_MS)
    assert.equal(count(program.said(), 'W4'), 0, program.said())
    process.kill(alive, 'SIGKILL')
    died.push(alive)
    await found(() => count(program.said(), 'does not answer') === death, `death ${death} was not noticed`)
  }
  await found(() => count(program.said(), 'W4') === 1, 'the browser was not offered')
  // A dialog now waits for a person.
  await program.kill()
})

/** As the browser's host opens it. */
const isFree = (dir) => gonglian(['call', 'desk_state', '--dir', dir, '--as', PERSON], { env: { GONGLIAN_PASSWORD: PASSWORD } }).code === 0

test('a web view that dies for good under somebody leaves their desk to the browser', async () => {
  const dir = founded()
  const driver = await startDriver()
  const window = await opened(driver, dir)
  assert.equal(isFree(dir), false)
  const died = []
  for (let death = 1; death <= 3; death += 1) {
    const alive = await until(CAME_BACK_MS, () => [childIn(window.pid, 'WebKitWebProcess')].find((id) => id && !died.includes(id)), () => `no page after death ${death - 1}`)
    await sleep(SETTLED_MS)
    process.kill(alive, 'SIGKILL')
    died.push(alive)
  }
  await until(CAME_BACK_MS, () => count(driver.said(), 'W4') === 1, () => `the browser was not offered. ${driver.said()}`)
  // The dialog still waits for a person.
  await until(CAME_BACK_MS, () => isFree(dir), () => 'the desk is still open in the window')
  await window.kill()
  await driver.stop()
})

test('a web view that is there and shows nothing gives way to the browser', async () => {
  for (let n = 1; n <= STARTS; n += 1) {
    const program = start(built('gonglian-desk'), ['--dir', join(folder('fresh'), 'desk')])
    const web = await stopped(program)
    const said = () => ['W2', 'does not answer', 'W4'].find((what) => count(program.said(), what) > 0)
    const first = await until(SILENT_MS, said, () => `nobody noticed. ${program.said()}`)
    process.kill(web, 'SIGKILL')
    await program.kill()
    if (first === 'W2') return
    console.log(`start ${n}: the first page came before its web view was stopped`)
  }
  throw new Error(`in none of ${STARTS} starts the web view was stopped in time`)
})

/** Its web view's process, as soon as it is there and before it has drawn anything; it stands still from then on. */
async function stopped(program) {
  for (const end = Date.now() + CAME_BACK_MS; Date.now() < end; await sleep(5)) {
    const web = childIn(program.pid, 'WebKitWebProcess')
    if (!web) continue
    process.kill(web, 'SIGSTOP')
    afterCase(() => { try { process.kill(web, 'SIGKILL') } catch { /* it has ended */ } })
    return web
  }
  throw new Error(`no web view. ${program.said()}`)
}

const count = (text, what) => text.split(what).length - 1
