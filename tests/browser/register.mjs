// A liaison registers an appeal with the keyboard; what she has typed or saved outlives whatever happens to the program.
import assert from 'node:assert/strict'
import { goTo, openPage, signIn } from './driving/browser.mjs'
import { test } from './driving/cases.mjs'
import { demoDesk, someone } from './driving/demo.mjs'
import { serve, within } from './driving/program.mjs'
import { words } from './driving/tools.mjs'

const TITLE = '反映三山村河道整治后雨污水仍直排入河'
/** Rare characters, direction marks, HTML and a formula: shown as they are, doing nothing. */
const FACTS = '𠮷䶮 <b onmouseover="window.ran=true">黑水</b> =cmd|/C calc \u202e倒 🙂'
/** A draft is written at most this long after the last key. */
const DRAFT_MS = 2000

async function atDesk(dir, people) {
  const host = await serve(dir)
  const opened = await openPage(host.address)
  await signIn(opened.page, someone(people, 'liaison'))
  return { ...opened, host }
}

/** A required field's label ends with a star. */
const field = (page, name) => page.locator('main').getByLabel(new RegExp(`^${words.fields[name]}\\s*\\*?$`)).first()

async function typeForm(page) {
  await goTo(page, '#/appeals/new')
  await field(page, 'name').focus()
  await page.keyboard.type('徐金法')
  await field(page, 'title').focus()
  await page.keyboard.type(TITLE)
  await field(page, 'request').fill('查明污水来源，督促整改')
  await field(page, 'facts').fill(FACTS)
}

const isRegistered = (page) => page.waitForURL(/#\/appeals\/[0-9a-f-]{36}$/)

test('a liaison registers an appeal with the keyboard and finds it again', async () => {
  const { dir, people } = demoDesk()
  const { page, wrong, host, close } = await atDesk(dir, people)
  await typeForm(page)
  await page.keyboard.press('Control+Enter')
  await isRegistered(page)
  await page.getByRole('heading', { name: TITLE }).waitFor()
  const text = await page.locator('main').innerText()
  assert.match(text, /-SQ-/)
  assert.ok(text.includes(FACTS), text)
  assert.equal(await page.evaluate(() => window.ran), undefined)

  await goTo(page, '#/appeals')
  await page.locator('main').getByText(TITLE).first().waitFor()
  await page.keyboard.press('Control+k')
  await page.locator('[role="dialog"] [role="combobox"]:focus').waitFor()
  await page.keyboard.type('雨污水')
  await page.getByRole('dialog').getByText(TITLE).first().waitFor()
  assert.deepEqual(wrong, [])
  await close()
  await host.stop()
})

test('Enter that ends a composition submits nothing', async () => {
  const { dir, people } = demoDesk()
  const { page, host, close } = await atDesk(dir, people)
  await typeForm(page)
  await field(page, 'title').focus()
  const keys = await page.context().newCDPSession(page)
  await keys.send('Input.imeSetComposition', { text: 'hedao', selectionStart: 5, selectionEnd: 5 })
  for (const modifiers of [0, 2]) {
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229, modifiers })
  }
  await page.waitForTimeout(500)
  assert.match(page.url(), /#\/appeals\/new$/)
  await close()
  await host.stop()
})

test('what was typed is there after the program is killed', async () => {
  const { dir, people } = demoDesk()
  const first = await atDesk(dir, people)
  await typeForm(first.page)
  await first.page.waitForTimeout(DRAFT_MS + 500)
  await first.host.kill()
  await first.close()

  const second = await atDesk(dir, people)
  const draft = second.page.locator('main').getByRole('link', { name: TITLE }).first()
  await draft.click()
  await second.page.locator('main h1').first().waitFor()
  assert.equal(await field(second.page, 'title').inputValue(), TITLE)
  assert.equal(await field(second.page, 'facts').inputValue(), FACTS)
  await second.page.keyboard.press('Control+Enter')
  await isRegistered(second.page)
  await second.close()
  await second.host.stop()
})

/** Nobody asks in a tab that is closed from outside: what was typed last must not wait for its two seconds. */
test('what was typed a moment before the tab was closed is there in the next one', async () => {
  const { dir, people } = demoDesk()
  const { page, host, close } = await atDesk(dir, people)
  await typeForm(page)
  await page.waitForTimeout(DRAFT_MS + 500)
  await field(page, 'facts').fill(`${FACTS}，第二次来电补充`)
  await page.close()
  await close()

  const next = await openPage(await host.line())
  await signIn(next.page, someone(people, 'liaison'))
  const drafts = next.page.locator('main').getByRole('link', { name: TITLE })
  await drafts.first().click()
  await next.page.locator('main h1').first().waitFor()
  assert.equal(await field(next.page, 'facts').inputValue(), `${FACTS}，第二次来电补充`)
  await goTo(next.page, '#/today')
  assert.equal(await drafts.count(), 1, 'one draft, not one for each time it was written')
  await next.close()
  await host.stop()
})

/** Before an installer runs, or when the browser is wanted no longer. */
test('the program is ended from its page, which then says that it may be closed', async () => {
  const { dir, people } = demoDesk()
  const { page, host, close } = await atDesk(dir, people)
  await typeForm(page)
  await page.getByTitle(words.frame.person_menu.replace('{name}', someone(people, 'liaison').name)).click()
  await page.getByRole('menuitem', { name: words.quit.act }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.quit.act, exact: true }).click()
  await page.getByRole('heading', { name: words.quit.done }).waitFor()
  assert.equal(await within(10_000, host.ended, () => 'the program does not end'), 0, host.said())
  await close()

  const next = await atDesk(dir, people)
  await next.page.locator('main').getByRole('link', { name: TITLE }).first().waitFor()
  await next.close()
  await next.host.stop()
})

test('a reload goes on, a used address does not', async () => {
  const { dir, people } = demoDesk()
  const { page, host, close } = await atDesk(dir, people)
  const used = await openPage(host.address)
  await used.page.getByText(words.faults.key_refused).first().waitFor()
  await used.close()
  await page.reload()
  await page.locator('nav a[href^="#/"]').first().waitFor()
  await close()
  await host.stop()
})
