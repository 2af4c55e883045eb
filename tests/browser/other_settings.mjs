// A PC whose time zone, language or date format is not ours: days and hours of the pages stay Beijing's, written as ever.
import assert from 'node:assert/strict'
import { goTo, openPage, signIn } from './driving/browser.mjs'
import { test } from './driving/cases.mjs'
import { demoDesk, someone, TODAY } from './driving/demo.mjs'
import { field, fill, held } from './driving/form.mjs'
import { serve } from './driving/program.mjs'
import { main, newest } from './driving/record.mjs'

/** A minute as the timeline writes it: of this year, or of another. */
const MINUTE = /^(\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}) \d{2}:\d{2}$/

/** What a liaison reads of days and hours in a browser of these settings. */
async function read(address, people, settings) {
  const { page, wrong, close } = await openPage(address, settings)
  await signIn(page, someone(people, 'liaison'))
  await goTo(page, '#/appeals')
  const link = main(page).locator('tbody a[href^="#/appeals/"]').first()
  await link.waitFor()
  const rows = await main(page).locator('tbody tr').allInnerTexts()
  await link.click()
  await newest(page).waitFor()
  const said = await main(page).locator('ol.timeline time').allInnerTexts()
  const days = await main(page).locator('ol.timeline time').evaluateAll((all) => all.map((time) => time.dateTime))
  await goTo(page, '#/appeals/new')
  const begins = await held(main(page), 'received_on')
  await fill(main(page), { received_on: '8-31' })
  const typed = await held(main(page), 'received_on')
  await field(main(page), 'received_on').locator('button.open').click()
  const sheet = await main(page).locator('.day [role="dialog"]').innerText()
  assert.deepEqual(wrong, [])
  await close()
  return { rows, said, days, begins, typed, sheet }
}

/** Each in a browser of its own, at the same desk, against one that is set as ours are. */
async function allAlike(others) {
  const { dir, people } = demoDesk()
  const host = await serve(dir)
  const ours = await read(host.address, people, {})
  assert.ok(ours.said.length > 0 && ours.said.every((one) => MINUTE.test(one)), ours.said.join('\n'))
  assert.deepEqual([ours.begins, ours.typed], [TODAY, '2026-08-31'])
  for (const other of others) assert.deepEqual(await read(await host.line(), people, other), ours, JSON.stringify(other))
  await host.stop()
}

test('a PC in another time zone shows the days and hours of Beijing', () => allAlike([
  { timezoneId: 'America/Los_Angeles' }, { timezoneId: 'Pacific/Kiritimati' },
]))

test('a PC in another language, with another calendar and other digits, shows the same', () => allAlike([
  { locale: 'en-US' }, { locale: 'th-TH' }, { locale: 'ar-EG' },
]))
