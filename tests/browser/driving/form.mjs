// Fills in a form as a person does: by the label of a field, with keyboard and mouse. Knows every control that our forms have.
import { words } from './tools.mjs'

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A label ends with a star where the field is required; of a group a reader is told so in a word. */
const labelled = (text) => new RegExp(`^\\s*${escaped(text)}\\s*(\\*\\s*(${escaped(words.parts.required)})?)?\\s*$`)
const exactly = (text) => new RegExp(`^\\s*${escaped(text)}\\s*$`)

/** The first field of a name: a key of `words.fields`, or the label itself. */
export function field(scope, key) {
  const label = scope.page().locator(':scope > .label').filter({ hasText: labelled(words.fields[key] ?? key) })
  return scope.locator('.field').filter({ has: label }).first()
}

/** Fills in one field after the other. A list is several choices; an object is a material on paper. */
export async function fill(scope, values) {
  for (const [key, value] of Object.entries(values)) await set(field(scope, key), value)
}

const CONTROLS = ['.materials', '.material', '.segments', '.tags', '.day', '.el-select', '.el-input-number', '.check', 'textarea', 'input']

async function set(box, value) {
  await box.waitFor({ state: 'attached' })
  await unfold(box)
  await named(box)
  const control = await box.evaluate((element, all) => all.find((one) => element.querySelector(`.side ${one}`)), CONTROLS)
  await ways[control](box.locator('.side').first(), value)
}

/** What is seldom asked lies folded below the others. */
async function unfold(box) {
  const fold = box.locator('xpath=ancestor::details[not(@open)]/summary')
  if (await fold.count()) await fold.last().click()
}

/** A few choices are a row and many a list: until their names are there the field says that it waits. */
const named = (box) => box.locator('.side [aria-busy="true"]').first().waitFor({ state: 'detached' })

const ways = {
  '.segments': (box, value) => box.locator('label.segment').filter({ hasText: exactly(value) }).click(),
  '.tags': async (box, values) => { for (const value of values) await box.locator('label.check').filter({ hasText: exactly(value) }).click() },
  '.check': (box, value) => box.locator('input[type="checkbox"]').setChecked(value),
  '.material': (box, value) => paper(box.locator('.material').first(), value),
  '.materials': async (box, value) => {
    const rows = box.locator('.material')
    if (await rows.count() === 0) await box.getByRole('button', { name: words.record.material.add }).click()
    await paper(rows.last(), value)
  },
  '.el-select': async (box, value) => { for (const one of [value].flat()) await choose(box, one, Array.isArray(value)) },
  '.day': async (box, value) => {
    const input = box.locator('input').first()
    await input.fill(value)
    await input.press('Enter')
  },
  '.el-input-number': async (box, value) => {
    const input = box.locator('input').first()
    await input.fill(String(value))
    await input.press('Tab')
  },
  textarea: (box, value) => box.locator('textarea').first().fill(value),
  input: (box, value) => box.locator('input').first().fill(value),
}

async function paper(row, { name, volume = '2026-09', page = '1' }) {
  for (const [label, value] of [['name', name], ['volume', volume], ['page', page]]) await row.getByLabel(words.record.material[label], { exact: true }).fill(value)
}

/** Instead of a name: the first of what a list offers. */
export const FIRST = Symbol('the first')

/** Types into a list and takes what it offers. */
async function choose(box, text, several) {
  const input = box.locator('.el-select input').first()
  await box.locator('.el-select__wrapper').first().click()
  const offered = box.page().locator('.el-select-dropdown__item:visible')
  if (text !== FIRST) await input.fill(text)
  const option = text === FIRST ? offered : offered.filter({ has: box.page().locator('span').filter({ hasText: exactly(text) }) })
  await option.first().click()
  if (several) await input.press('Tab')
}

/** A new row of a list in the form. */
export async function addRow(scope, key) {
  const rows = scope.getByRole('group', { name: words.fields[key], exact: true })
  const before = await rows.locator(':scope > .row').count()
  await rows.getByRole('button', { name: words.record.add_row, exact: true }).last().click()
  const row = rows.locator(':scope > .row').nth(before)
  await row.waitFor()
  return row
}

/** A small form inside, opened by its tick: a notice, an answer on the spot. */
export async function openPart(scope, label) {
  const part = scope.locator('.inner').filter({ has: scope.page().locator(':scope > label.check').filter({ hasText: exactly(label) }) }).first()
  await part.locator(':scope > label.check input').check()
  return part
}

/** The card of somebody in a form: by the part they have in the matter. */
export const card = (scope, part) => scope.getByRole('group', { name: words.record.parts[part], exact: true }).last()

/** What stands beside a field that is not right: a day's own words, where it has some, stand alone. */
export async function beside(scope, key) {
  const error = field(scope, key).locator('.error, .wrong').filter({ hasText: /\S/ }).first()
  await error.waitFor()
  return (await error.innerText()).trim()
}

/** What is said beside a field that nobody filled: to write, or to choose. */
export const blank = new RegExp(Object.values(words.parts.missing).map(escaped).join('|'))

/** What a field holds now. */
export const held = (scope, key) => field(scope, key).locator('textarea, input').first().inputValue()
