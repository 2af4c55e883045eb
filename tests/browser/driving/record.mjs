// A record's page as a person works on it: begin a step, fill it in, Ctrl+Enter, and see it told in the timeline.
import assert from 'node:assert/strict'
import { goTo } from './browser.mjs'
import { beside, blank, fill, held } from './form.mjs'
import { words } from './tools.mjs'

const main = (page) => page.locator('main')
const named = (text) => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s|$)`)
const said = (text, values) => Object.entries(values).reduce((whole, [key, value]) => whole.replaceAll(`{${key}}`, String(value)), text)

/** The state beside the title. */
export async function sees(page, state) {
  await main(page).locator('.name > .line > .tag').filter({ hasText: new RegExp(`^\\s*${state}\\s*$`) }).first().waitFor()
}

/** The newest line of the timeline. */
export const newest = (page) => main(page).locator('ol.timeline > li').first()
const lines = (page) => main(page).locator('ol.timeline > li').count()

/** Opens the form of a step, from the steps of now or from the menu of the others. */
export async function begin(page, verb) {
  const label = words.verbs[verb]
  const button = main(page).locator('.panel ul.acts').getByRole('button', { name: named(label) }).first()
  const more = main(page).locator('header').getByRole('button', { name: named(words.record.more) })
  await button.or(more).first().waitFor()
  if (await button.count()) await button.click()
  else {
    await more.click()
    await main(page).getByRole('menuitem', { name: named(label) }).click()
  }
  return drawer(page, label)
}

/** An open form, with the caret in it. */
export async function drawer(page, label) {
  const form = page.getByRole('dialog', { name: label, exact: true })
  await form.locator('form:focus, form :focus').first().waitFor({ state: 'attached' })
  return form
}

/** Ctrl+Enter, and the form is gone. */
export async function submit(page, form) {
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'hidden' })
}

/**
 * A whole step: handed in unfilled it says beside a field what is missing; filled in, the newest line of the timeline tells it.
 * `values` may fill in by itself.
 */
export async function step(page, verb, values = {}) {
  await newest(page).waitFor()
  const before = await lines(page)
  const form = await begin(page, verb)
  if (await lacks(form)) await handedInUnfilled(page, form)
  if (typeof values === 'function') await values(form)
  else await fill(form, values)
  await submit(page, form)
  await grows(page, before)
  await newest(page).filter({ hasText: words.verbs[verb] }).waitFor()
}

async function grows(page, before) {
  await page.waitForFunction((n) => document.querySelectorAll('main ol.timeline > li').length > n, before)
}

/** Is there a required field with nothing in it? */
const lacks = (form) => form.evaluate((element) => [...element.querySelectorAll('.field')].some((field) => {
  if (!field.querySelector(':scope > .label .star')) return false
  if (field.querySelector('.segments, .tags')) return !field.querySelector('input:checked')
  if (field.querySelector('.el-select')) return !field.querySelector('.el-select__placeholder:not(.is-transparent), .el-tag')
  return [...field.querySelectorAll('.side input, .side textarea')].some((control) => control.value === '')
}))

/** A list that may stay empty has nothing to miss: the desk says that nothing was written. */
async function handedInUnfilled(page, form) {
  await page.keyboard.press('Control+Enter')
  const missing = form.locator('.error').filter({ hasText: blank }).first()
  await missing.or(form.getByText(words.faults.nothing_changed, { exact: true })).first().waitFor()
}

/** A step that is refused beside a field: the sentence, and what was typed is still there. Throws it away afterwards. */
export async function refused(page, verb, { values, at, says, keeps }) {
  const form = await begin(page, verb)
  await (typeof values === 'function' ? values(form) : fill(form, values))
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(form, at), says)
  for (const [key, text] of Object.entries(keeps ?? {})) assert.equal(await held(form, key), text)
  await discard(page, form)
}

/** Closes a form; one that was changed asks first. */
export async function discard(page, form) {
  await form.getByRole('button', { name: words.parts.cancel, exact: true }).click()
  const yes = page.getByRole('button', { name: words.parts.form.discard, exact: true })
  await yes.or(page.locator('body:not(:has(.el-drawer.open))')).first().waitFor()
  if (await yes.isVisible()) await yes.click()
  await form.waitFor({ state: 'hidden' })
}

/** Why a step that stands there grey is not possible. */
export async function whyNot(page, verb) {
  const button = main(page).getByRole('button', { name: named(words.verbs[verb]), disabled: true }).first()
  const id = await button.getAttribute('aria-describedby')
  return (await page.locator(`[id="${id}"]`).innerText()).trim()
}

/** The words of a reason, as they stand over the steps that share it. */
export const why = (code, values = {}) => said(words.reasons[code] ?? words.faults[code], values)

/** The short words after an act, the latest of them. */
export const toast = (page, text) => page.locator('.toasts .toast').filter({ hasText: text }).last()

/** A limit of the record by its name: what its tag says. */
export async function limit(page, matter) {
  const line = main(page).locator('.clock .line').filter({ has: page.locator('b').filter({ hasText: matter }) }).first()
  return (await line.locator('.tags').innerText()).trim()
}

/** What a click saves. */
export async function saved(page, click) {
  const coming = page.waitForEvent('download')
  await click()
  const download = await coming
  return { name: download.suggestedFilename(), path: await download.path() }
}

/** The address of the record on the page: `#/appeals/…`. */
export async function address(page, noun) {
  await page.waitForURL((url) => new RegExp(`#/${noun}/[0-9a-f-]{36}$`).test(url.hash))
  return new URL(page.url()).hash
}

/** Opens the row of a list. */
export async function openRow(page, hash, title) {
  await goTo(page, hash)
  await main(page).getByRole('link', { name: title, exact: true }).first().click()
  await main(page).locator('h1').filter({ hasText: title }).waitFor()
}

export { main, named, said }
