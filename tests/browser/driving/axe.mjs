// What axe says about a page: WCAG 2.2 AA, each violation with the first places it stands at.
import { axeSource } from './tools.mjs'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Through the browser's own channel, so that the page's policy stays as it is. */
export async function violations(page) {
  await page.evaluate(axeSource)
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS)
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join('\n  ')}`)
}
