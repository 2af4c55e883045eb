// Start, sign in, register, kill, restart: what was acknowledged is still there.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from '../browser/driving/cases.mjs'
import { gonglian } from '../browser/driving/program.mjs'
import { folder, words } from '../browser/driving/tools.mjs'
import { openWindow, startDriver } from './driver.mjs'

const PERSON = '周敏'
const PASSWORD = '潮水退去2026'
const TITLE = '反映三山村河道整治后雨污水仍直排入河'

/** A real desk of 椒江区院, founded from the command line. */
function founded() {
  const dir = join(folder('real'), 'desk')
  const made = gonglian(['desk', 'new', '--dir', dir, '--office', '331002', '--person', PERSON], { env: { GONGLIAN_PASSWORD: PASSWORD } })
  assert.equal(made.code, 0, made.said)
  return dir
}

async function signIn(window) {
  await window.find('h1', words.sign_in.title)
  await window.type('input[autocomplete="username"]', PERSON)
  await window.type('input[autocomplete="current-password"]', PASSWORD)
  await window.click('button', words.sign_in.act)
  await window.find('nav a[href^="#/"]')
}

async function ok(window, name, input) {
  const answer = await window.call(name, input)
  assert.ok(answer.ok !== undefined, `${name}: ${JSON.stringify(answer)}`)
  return answer.ok
}

async function register(window) {
  const { rows } = await ok(window, 'list_stations', {})
  const { today } = await ok(window, 'desk_state', {})
  const outcome = await ok(window, 'register_appeal', {
    station: rows[0].record, way: 'visit', received_on: today, category: 'other', title: TITLE, n_people: 1,
    facts: '每逢下雨东侧雨水口有黑水外排。', request: '查明污水来源，督促整改',
    people: [{ part: 'petitioner', kind: 'person', name: '徐金法', phone: '13805761234' }],
  })
  return outcome.value.record
}

test('an appeal outlives the window that is killed', async () => {
  const dir = founded()
  const driver = await startDriver()
  const first = await openWindow(driver, ['--dir', dir])
  await signIn(first)
  const record = await register(first)
  const draft = { noun: 'appeal', body: { facts: '才写了一半' } }
  await ok(first, 'save_draft', draft)
  await first.kill()

  const second = await openWindow(driver, ['--dir', dir])
  await signIn(second)
  assert.equal((await ok(second, 'open_appeal', { record })).record, record)
  assert.equal((await ok(second, 'list_drafts', {})).length, 1)
  assert.equal((await ok(second, 'verify', {})).verdict, 'good')
  await second.script(`location.hash = '#/appeals'`)
  await second.find('main', TITLE)
  await second.close()
  await driver.stop()
})

test('while the window has the desk, the command line is refused in words', async () => {
  const dir = founded()
  const driver = await startDriver()
  const window = await openWindow(driver, ['--dir', dir])
  await signIn(window)
  const second = gonglian(['call', 'desk_state', '--dir', dir, '--as', PERSON], { env: { GONGLIAN_PASSWORD: PASSWORD } })
  assert.equal(second.code, 1)
  assert.equal(JSON.parse(second.out).fault.code, 'busy')
  assert.match(second.said, /\p{Script=Han}/u)
  await window.close()
  await driver.stop()
})
