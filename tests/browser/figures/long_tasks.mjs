// Part of `cargo xtask bench`: does any script of ours hold the page up for 50 ms while a person works in it?
// Prints a JSON line for each doing, in the form of the other figures; the aim is 0.
import { closeBrowser, goTo, openPage, railPages, signIn } from '../driving/browser.mjs'
import { demoDesk, someone } from '../driving/demo.mjs'
import { serve } from '../driving/program.mjs'
import { words } from '../driving/tools.mjs'

const LONG_MS = 50
const RECORDS = Number(process.argv[2] ?? 5000)

const { dir, people } = demoDesk(RECORDS)
const host = await serve(dir)
const { page, close } = await openPage(host.address)
await page.evaluate(watch)
await signIn(page, someone(people, 'prosecutor'))
await measure('signing in', async () => {})
for (const hash of await railPages(page)) {
  await measure(`opening ${hash}`, () => goTo(page, hash))
  await measure(`scrolling ${hash}`, () => scroll(page))
}
await measure('opening the form', () => goTo(page, '#/appeals/new'))
await measure('typing in the form', () => formTyping(page))
await measure('typing into the find box', () => findTyping(page))
await close()
await host.stop()
await closeBrowser()

/** Runs in the page: keeps every frame that took long, with how long scripts ran in it. */
function watch() {
  globalThis.longFrames = []
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries()) {
      const ours = frame.scripts.filter((script) => script.sourceURL.startsWith(location.origin))
      globalThis.longFrames.push(ours.reduce((sum, script) => sum + script.duration, 0))
    }
  }).observe({ type: 'long-animation-frame', buffered: true })
}

async function measure(doing, work) {
  await work()
  await page.waitForTimeout(300)
  const frames = await page.evaluate(() => globalThis.longFrames.splice(0))
  const long = frames.filter((ms) => ms >= LONG_MS)
  const longest = Math.round(Math.max(0, ...frames))
  console.log(JSON.stringify({ records: RECORDS, figure: `long tasks while ${doing}`, value: long.length, longest_ms: longest }))
}

async function scroll(on) {
  await on.mouse.move(700, 500)
  for (let i = 0; i < 20; i += 1) await on.mouse.wheel(0, 200)
}

async function formTyping(on) {
  await on.locator('main').getByLabel(words.fields.facts).focus()
  await on.keyboard.type('每逢下雨东侧雨水口有黑水外排。'.repeat(6), { delay: 25 })
}

async function findTyping(on) {
  await on.keyboard.press('Control+k')
  await on.locator('[role="dialog"] [role="combobox"]:focus').waitFor()
  await on.keyboard.type('污水直排', { delay: 40 })
}
