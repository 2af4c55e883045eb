// Start, sign in, register, kill, restart: what was acknowledged is still there.
import assert from 'node:assert/strict'
import { test } from '../browser/driving/cases.mjs'
import { gonglian } from '../browser/driving/program.mjs'
import { words } from '../browser/driving/tools.mjs'
import { ELEMENT, openWindow, sleep, startDriver } from './driver.mjs'
import { PASSWORD, PERSON, drafts, founded, held, ok, opened, signIn } from './seat.mjs'

/** A draft is written at most this long after the last key. */
const DRAFT_MS = 2000
const TYPING_MS = 6000
/** Long enough for the press to reach the desk, too short for its answer to be sure. */
const SAVING_MS = 25
const TITLE = '反映三山村河道整治后雨污水仍直排入河'

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

/** Whole sentences into the form, one after the other; when each had arrived. */
async function typing(window, ms) {
  const facts = await window.field(words.fields.facts)
  const arrived = []
  for (const end = Date.now() + ms; Date.now() < end;) {
    await window.keys(facts, sentence(arrived.length + 1))
    arrived.push(Date.now())
  }
  return { facts, arrived }
}
const sentence = (n) => `第${n}次黑水外排。`

const matters = async (window) => (await ok(window, 'list_appeals', {})).rows.filter((row) => row.title === TITLE)

test('a window killed in the middle of typing and of saving loses two seconds at most', async () => {
  const dir = founded()
  const driver = await startDriver()
  let window = await opened(driver, dir)
  await window.script(`location.hash = '#/appeals/new'`)
  await window.keys(await window.field(words.fields.title), TITLE)
  const { facts, arrived } = await typing(window, TYPING_MS)
  const half = window.keys(facts, '还没有写完的一句').catch(() => undefined)
  const killed = Date.now()
  await window.kill()
  await half

  window = await opened(driver, dir)
  const [draft] = await drafts(window)
  const { body } = await ok(window, 'open_draft', { id: draft.id })
  const old = arrived.filter((at) => at <= killed - DRAFT_MS).length
  const whole = arrived.map((_, at) => sentence(at + 1)).join('')
  assert.ok(old > 3, `${old} sentences were older than two seconds`)
  assert.ok(body.facts.startsWith(arrived.slice(0, old).map((_, at) => sentence(at + 1)).join('')), `${old} of ${arrived.length} were old: ${body.facts}`)
  assert.ok(`${whole}还没有写完的一句`.startsWith(body.facts), 'and nothing that was not typed')
  await window.click('main a', TITLE)
  assert.equal(await held(window, words.fields.facts), body.facts)

  // The window goes while the form is saving: it is registered, or it is still a draft, and never both or neither.
  await choose(window, words.fields.station)
  const pressed = window.click('main button', words.appeals.register.act).catch(() => undefined)
  await sleep(SAVING_MS)
  await window.kill()
  await pressed
  window = await opened(driver, dir)
  const [registered, left] = [await matters(window), await drafts(window)]
  assert.equal(registered.length + left.length, 1, JSON.stringify({ registered, left }))

  // And what the page has said it has done is done.
  if (left.length) await window.click('main a', TITLE)
  else await window.script(`location.hash = '#/appeals/new'`)
  if (!left.length) await window.keys(await window.field(words.fields.title), TITLE)
  await choose(window, words.fields.station)
  await window.click('main button', words.appeals.register.act)
  const record = await told(window)
  await window.kill()
  window = await opened(driver, dir)
  assert.equal((await ok(window, 'open_appeal', { record })).facts.title, TITLE)
  assert.deepEqual([(await matters(window)).length, await drafts(window)], [registered.length + 1, []])
  assert.equal((await ok(window, 'verify', {})).verdict, 'good')
  await window.close()
  await driver.stop()
})

/** The first of what a field's list offers, unless something is chosen. */
async function choose(window, label) {
  const control = { [ELEMENT]: await window.field(label) }
  const chosen = await window.script(`return Boolean(arguments[0].closest('.field').querySelector('.el-select__selected-item:not(.is-transparent) span')?.textContent.trim())`, control)
  if (chosen) return
  await window.script(`arguments[0].closest('.field').querySelector('.el-select__wrapper').click()`, control)
  // The list still slides down: a driver's click would find it on its way.
  await window.script('arguments[0].click()', { [ELEMENT]: await window.find('.el-select-dropdown__item') })
}

/** The page of the record that the form has become: said only when it is written. */
async function told(window) {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
    const [, record] = /#\/appeals\/([0-9a-f-]{36})$/.exec(await window.script('return location.hash')) ?? []
    if (record) return record
  }
  throw new Error(`not registered: ${await window.text()}`)
}

test('while the window has the desk, the command line is refused in words', async () => {
  const dir = founded()
  const driver = await startDriver()
  const window = await openWindow(driver, ['--dir', dir])
  await signIn(window)
  const second = gonglian(['call', 'desk_state', '--dir', dir, '--as', PERSON], { env: { GONGLIAN_PASSWORD: PASSWORD } })
  assert.equal(second.code, 1)
  assert.equal(JSON.parse(second.out).fault.code, 'open_elsewhere')
  assert.match(second.said, /\p{Script=Han}/u)
  await window.close()
  await driver.stop()
})
