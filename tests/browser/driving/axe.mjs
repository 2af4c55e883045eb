// What axe says about a page: WCAG 2.2 AA, each violation with the first places it stands at.
import { axeSource } from './tools.mjs'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What the theme alone decides. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** What depends on the browser: the colours, and how large a control comes out. Names and roles are in the markup, the same everywhere. */
export const DRAWN = [...COLOURS, 'target-size']

/** Through the browser's own channel, so that the page's policy stays as it is. */
export async function violations(page, runOnly = TAGS) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource)
  const found = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only, resultTypes: ['violations'] }), runOnly)
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join('\n  ')}`)
}

/** The same page in the dark theme: its markup is the same, its colours are not. */
export async function violationsInTheDark(page) {
  await dress(page, 'dark')
  const found = await violations(page, COLOURS)
  await dress(page, 'light')
  return found
}

/** Puts the page into the other theme, as the system would. */
export async function dress(page, colorScheme) {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
  // A colour on its way is neither the one nor the other.
  await page.evaluate(async () => {
    await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)) })
    await Promise.allSettled(document.getAnimations().map((one) => one.finished))
  })
}
