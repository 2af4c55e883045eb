// Every page that somebody can reach, one after the other, by links from the rail on.
import { DRAWN, dress, violations } from './axe.mjs'
import { goTo, railPages } from './browser.mjs'

/** Pages that no link leads to. */
const BESIDE = ['#/find', '#/no-such-page']

/** Who has most on a page comes first. */
export const ROLES = ['head', 'registrar', 'prosecutor', 'assistant', 'liaison', 'system_admin', 'security_admin', 'audit_admin']

/** Each page's address, once the page is there; of pages that differ only in their record, one. `been`: kinds that were seen already. */
export async function* everyPage(page, been = new Set()) {
  const next = [...await railPages(page), ...BESIDE]
  for (let hash = next.shift(); hash !== undefined; hash = next.shift()) {
    if (been.has(kindOf(hash))) continue
    been.add(kindOf(hash))
    await goTo(page, hash)
    yield hash
    next.push(...await page.locator('main a[href^="#/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href'))))
  }
}

/** `#/appeals/01a2…?tab=files` and `#/appeals/77b1…` are one kind of page. */
export const kindOf = (hash) => hash.replace(/\?.*$/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')

/** The window, or the page in its frame, which scrolls by itself. */
export const isWide = (page) => page.evaluate(() => [document.documentElement, document.querySelector('main')].some((one) => one !== null && one.scrollWidth > one.clientWidth))

/**
 * What a browser draws wrongly of what somebody can reach, each with its page: colours and sizes, errors, foreign requests, sideways
 * scrolling. What is in the markup is the same in every browser and is looked at in the newest; that no style is lost is asked of the
 * styles themselves. So each page is seen in one theme, light and dark in turn. `seen` is how many there were, beside those of `been`.
 */
export async function wrongWithPages(page, wrong, been) {
  const found = []
  let seen = 0
  let theme = 'light'
  for await (const hash of everyPage(page, been)) {
    const at = `${hash} ${theme}`
    seen += 1
    for (const violation of await violations(page, DRAWN)) found.push(`${at} ${violation}`)
    if (await isWide(page)) found.push(`${at} scrolls sideways`)
    found.push(...wrong.splice(0).map((what) => `${at} ${what}`))
    theme = theme === 'light' ? 'dark' : 'light'
    await dress(page, theme)
  }
  return { found, seen }
}
