// Every page in both themes: no violation of WCAG 2.2 AA, nothing wrong in the console, nothing asked elsewhere.
import assert from 'node:assert/strict'
import { violations } from './driving/axe.mjs'
import { goTo, openPage, railPages, signIn } from './driving/browser.mjs'
import { test } from './driving/cases.mjs'
import { demoDesk, someone } from './driving/demo.mjs'
import { serve } from './driving/program.mjs'
import { folder } from './driving/tools.mjs'

const ROLES = ['liaison', 'prosecutor', 'head', 'registrar']
/** Pages that no link of the rail leads to. */
const BESIDE = ['#/find', '#/settings', '#/no-such-page']

for (const theme of ['light', 'dark']) {
  test(`first start, ${theme}`, async () => {
    const host = await serve(folder('empty'))
    const { page, wrong, close } = await openPage(host.address, { theme })
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(wrong, [])
    assert.ok(!page.url().includes('key='), 'the key stays in the address')
    await page.reload()
    await page.locator('h1').first().waitFor()
    assert.deepEqual(wrong, [])
    await close()
    await host.stop()
  })

  for (const role of ROLES) {
    test(`every page of a ${role}, ${theme}`, async () => {
      const { dir, people } = demoDesk()
      const host = await serve(dir)
      const { page, wrong, close } = await openPage(host.address, { theme })
      assert.deepEqual(await violations(page), [], 'sign-in')
      await signIn(page, someone(people, role))
      const found = []
      for (const hash of [...await railPages(page), ...BESIDE]) {
        await goTo(page, hash)
        for (const violation of await violations(page)) found.push(`${hash} ${violation}`)
        assert.equal(await isWide(page), false, `${hash} scrolls sideways`)
      }
      assert.deepEqual(found, [])
      assert.deepEqual(wrong, [])
      await close()
      await host.stop()
    })
  }
}

const isWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
