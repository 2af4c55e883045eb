// Every page that a person can reach, in both themes and at 200 % zoom: no violation of WCAG 2.2 AA, nothing wrong in the
// console, nothing asked elsewhere, nothing scrolling sideways.
import assert from 'node:assert/strict'
import { violations, violationsInTheDark } from './driving/axe.mjs'
import { goTo, openPage, signIn } from './driving/browser.mjs'
import { test } from './driving/cases.mjs'
import { demoDesk, someone } from './driving/demo.mjs'
import { MARK, longRecords } from './driving/long.mjs'
import { serve } from './driving/program.mjs'
import { folder } from './driving/tools.mjs'
import { ROLES, everyPage, isWide, kindOf } from './driving/walk.mjs'

/** Kinds of pages that were seen in the dark, by whomever: another role has other rows on them, not other colours. */
const darkened = new Set()
/** 1366×768 at 200 %. */
const ZOOMED = { width: 683, height: 384 }

for (const theme of ['light', 'dark']) {
  test(`first start, ${theme}`, async () => {
    const host = await serve(folder('empty'))
    const { page, wrong, close } = await openPage(host.address, { theme })
    assert.deepEqual(await violations(page), [])
    assert.ok(!page.url().includes('key='), 'the key stays in the address')
    await page.reload()
    await page.locator('h1').first().waitFor()
    assert.deepEqual(wrong, [])
    await close()
    await host.stop()
  })
}
for (const role of ROLES) test(`every page of a ${role}, light and dark`, () => walk(role))
for (const role of ['liaison', 'head']) test(`every page of a ${role} at 200 % zoom`, () => walk(role, ZOOMED))

test('names and texts as long as they may be make no page scroll sideways, at 200 % zoom neither', async () => {
  const { dir, people } = demoDesk()
  const host = await serve(dir)
  const { page, wrong, close } = await openPage(host.address)
  const found = []
  for (const hash of await longRecords(page, people)) {
    await goTo(page, hash)
    await page.locator('main').getByText(MARK).first().waitFor()
    for (const size of [{ width: 1366, height: 768 }, ZOOMED]) {
      await page.setViewportSize(size)
      if (await isWide(page)) found.push(`${hash} scrolls sideways at ${size.width}`)
    }
    await page.setViewportSize({ width: 1366, height: 768 })
  }
  // The word that no line can break is what widens a page.
  await page.locator('main').evaluate((main) => main.insertAdjacentHTML('beforeend', `<p style="overflow-wrap: normal">${'W'.repeat(200)}</p>`))
  assert.ok(await isWide(page), 'what is too wide is not seen')
  assert.deepEqual([...found, ...wrong], [])
  await close()
  await host.stop()
})

test('what is wrong with a page is seen', async () => {
  const host = await serve(folder('empty'))
  const { page, close } = await openPage(host.address)
  const bad = '<img src="icon.svg"><button></button><p style="color: #1b1b1b">black in the dark</p>'
  await page.evaluate((html) => document.querySelector('main').insertAdjacentHTML('beforeend', html), bad)
  const ids = (found) => found.map((violation) => violation.split(':')[0])
  const seen = ids(await violations(page))
  for (const id of ['image-alt', 'button-name']) assert.ok(seen.includes(id), id)
  assert.ok(!seen.includes('color-contrast'))
  assert.deepEqual(ids(await violationsInTheDark(page)), ['color-contrast'])
  await close()
  await host.stop()
})

async function walk(role, looks) {
  const { dir, people } = demoDesk()
  const host = await serve(dir)
  const { page, wrong, close } = await openPage(host.address, looks)
  const found = (await violations(page)).map((violation) => `sign-in ${violation}`)
  await signIn(page, someone(people, role))
  for await (const hash of everyPage(page)) {
    for (const violation of await violations(page)) found.push(`${hash} ${violation}`)
    if (!looks && !darkened.has(kindOf(hash))) {
      for (const violation of await violationsInTheDark(page)) found.push(`${hash} dark ${violation}`)
      darkened.add(kindOf(hash))
    }
    if (await isWide(page)) found.push(`${hash} scrolls sideways`)
    found.push(...wrong.splice(0).map((what) => `${hash} ${what}`))
  }
  assert.deepEqual(found, [])
  await close()
  await host.stop()
}
