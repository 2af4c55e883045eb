// Type, close the window by its cross, start again: the last word is there.
import assert from 'node:assert/strict'
import { test } from '../browser/driving/cases.mjs'
import { words } from '../browser/driving/tools.mjs'
import { startDriver } from './driver.mjs'
import { drafts, founded, held, ok, opened } from './seat.mjs'

const TITLE = '反映三山村河道整治后雨污水仍直排入河'
const FACTS = '每逢下雨东侧雨水口有黑水外排，最后一句刚写完。'

test('a window closed in the middle of a form keeps it with the last word typed', async () => {
  const dir = founded()
  const driver = await startDriver()
  let window = await opened(driver, dir)
  await window.script(`location.hash = '#/appeals/new'`)
  await window.keys(await window.field(words.fields.title), TITLE)
  await window.keys(await window.field(words.fields.facts), FACTS)
  await window.askToClose()

  window = await opened(driver, dir)
  const all = await drafts(window)
  assert.equal(all.length, 1, JSON.stringify(all))
  const { body } = await ok(window, 'open_draft', { id: all[0].id })
  assert.deepEqual([body.title, body.facts], [TITLE, FACTS])
  await window.click('main a', TITLE)
  assert.equal(await held(window, words.fields.facts), FACTS)
  await window.close()
  await driver.stop()
})
