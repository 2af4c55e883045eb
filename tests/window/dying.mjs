// A web view that dies: its page comes back by itself; where it dies again and again, the browser is offered in its place.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from '../browser/driving/cases.mjs'
import { start, until } from '../browser/driving/program.mjs'
import { built, folder } from '../browser/driving/tools.mjs'
import { childIn, sleep } from './driver.mjs'

/** Longer than a page needs to come up and to be seen there. */
const SETTLED_MS = 4000
const CAME_BACK_MS = 60_000

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

const count = (text, what) => text.split(what).length - 1
