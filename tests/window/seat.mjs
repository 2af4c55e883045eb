// A real desk and whoever sits at its window: founded, signed in, asked by calls and by the form's fields.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { gonglian } from '../browser/driving/program.mjs'
import { folder, words } from '../browser/driving/tools.mjs'
import { ELEMENT, openWindow } from './driver.mjs'

export const PERSON = '周敏'
export const PASSWORD = '潮水退去2026'

/** A real desk of 椒江区院, founded from the command line. */
export function founded() {
  const dir = join(folder('real'), 'desk')
  const made = gonglian(['desk', 'new', '--dir', dir, '--office', '331002', '--person', PERSON], { env: { GONGLIAN_PASSWORD: PASSWORD } })
  assert.equal(made.code, 0, made.said)
  return dir
}

export async function signIn(window) {
  await window.find('h1', words.sign_in.title)
  await window.type('input[autocomplete="username"]', PERSON)
  await window.type('input[autocomplete="current-password"]', PASSWORD)
  await window.click('button', words.sign_in.act)
  await window.find('nav a[href^="#/"]')
}

export async function ok(window, name, input) {
  const answer = await window.call(name, input)
  assert.ok(answer.ok !== undefined, `${name}: ${JSON.stringify(answer)}`)
  return answer.ok
}

export async function opened(driver, dir) {
  const window = await openWindow(driver, ['--dir', dir])
  await signIn(window)
  return window
}

export const drafts = async (window) => ok(window, 'list_drafts', {})

/** What the page holds of a form's field. */
export const held = async (window, label) => window.script('return arguments[0].value', { [ELEMENT]: await window.field(label) })
