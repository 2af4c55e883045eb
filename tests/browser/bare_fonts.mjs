// A system whose fonts have no Chinese: the program lends the pages letters of its own.
import assert from 'node:assert/strict'
import { openPage } from './driving/browser.mjs'
import { test } from './driving/cases.mjs'
import { serve } from './driving/program.mjs'
import { folder } from './driving/tools.mjs'

/** No font has it: what it looks like is what has no shape. */
const NOBODYS = '\u{10FFFE}'

test('without a Chinese font the pages show letters and no boxes', async () => {
  const host = await serve(folder('empty'))
  const { page, wrong, close } = await openPage(host.address, { age: 'bare' })
  await page.waitForFunction(() => [...document.fonts].some((font) => font.family.includes('Gonglian') && font.status === 'loaded'))
  const pages = await page.evaluate(() => getComputedStyle(document.body).fontFamily)
  const looks = async (family) => page.evaluate(drawn, [[NOBODYS, family], ['共', family]])
  const [box, without] = await looks('sans-serif')
  assert.equal(without, box, 'the system itself has none')
  const [none, lent] = await looks(pages)
  assert.notEqual(lent, none)
  assert.deepEqual(wrong, [])
  await close()
  await host.stop()
})

/** Runs in the page: each sign in its font, as a picture. */
function drawn(signs) {
  return signs.map(([sign, family]) => {
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d')
    pen.font = `32px ${family}`
    pen.fillText(sign, 8, 40)
    return canvas.toDataURL()
  })
}
