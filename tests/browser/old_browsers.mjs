// Old browsers: every page in Chromium 92, and what of our styles and scripts it would have to know and does not.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DRAWN, dress, violations, violationsInTheDark } from './driving/axe.mjs'
import { freshPage, openPage, signIn } from './driving/browser.mjs'
import { test } from './driving/cases.mjs'
import { demoDesk, someone } from './driving/demo.mjs'
import { serve } from './driving/program.mjs'
import { lostIn } from './driving/styles.mjs'
import { ROOT, folder, words } from './driving/tools.mjs'
import { ROLES, wrongWithPages } from './driving/walk.mjs'

const ASSETS = join(ROOT, 'ui/dist/assets')
/** What may be lost: nothing is out of place, unreadable or unreachable without it. */
const MAY_BE_LOST = [
  // The system's own blue in a tick.
  'accent-color:',
  // Two short lines where there would be two even ones.
  'text-wrap: balance',
  // `::-webkit-scrollbar` and `-webkit-mask` say the same beside them.
  'scrollbar-width: none', 'mask: url(',
  // Nobody can have asked for it.
  '(prefers-contrast:more)',
  // `@supports not selector(:has(a))` outlines the field itself.
  ':has(.typed:focus-visible)',
]
/** What the language and the browser got after Chrome 87, as a library would call it. */
const TOO_NEW = [
  /\bstructuredClone\(/g, /\bObject\.(hasOwn|groupBy)\(/g, /(?<!\.)\.(at|findLast|findLastIndex|toSorted|toReversed|toSpliced)\(/g, /\bPromise\.(withResolvers|try)\(/g,
  /\bAbortSignal\.(any|timeout)\(/g, /\.(checkVisibility|randomUUID|showPopover|startViewTransition|isWellFormed)\(/g, /\bArray\.fromAsync\(/g,
]
/** The router asks first whether it is there; Vue's arrays answer it to whoever calls it. */
const ASKED_FIRST = [/\.startViewTransition\(/, /\(this\)\.to(Reversed|Sorted|Spliced)\(/]

/** A head's were seen alone: what an administrator or a liaison has beside them was seen by no old browser. */
test('every kind of page that anybody has in Chromium 92, light and dark in turn', async () => {
  const { dir, people } = demoDesk()
  const host = await serve(dir)
  let { address } = host
  const [been, found, seen] = [new Set(), [], {}]
  for (const role of ROLES) {
    const { page, wrong, close } = await openPage(address, { age: 'old' })
    found.push(...(await violations(page, DRAWN)).map((violation) => `sign-in ${violation}`))
    await signIn(page, someone(people, role))
    const pages = await wrongWithPages(page, wrong, been)
    found.push(...pages.found.map((what) => `${role} ${what}`))
    seen[role] = pages.seen
    await close()
    address = await host.line()
  }
  assert.deepEqual(found, [])
  assert.ok(seen.head > 30 && been.size > seen.head, JSON.stringify(seen))
  await host.stop()
})

test('a first start in Chromium 92, light and dark', async () => {
  const host = await serve(folder('empty'))
  const { page, wrong, close } = await openPage(host.address, { age: 'old' })
  for (const theme of ['light', 'dark']) {
    await dress(page, theme)
    assert.deepEqual(await violations(page, DRAWN), [], theme)
  }
  assert.deepEqual(wrong, [])
  await close()
  await host.stop()
})

test('what only an old browser draws wrongly is seen', async () => {
  const host = await serve(folder('empty'))
  const { page, close } = await openPage(host.address, { age: 'old' })
  assert.match(await page.evaluate(() => navigator.userAgent), /Chrome\/92\./)
  assert.equal(await page.evaluate(() => 'checkVisibility' in Element.prototype), false, 'the page is as old as its browser')
  const bad = '<p style="color: #eee; color: color-mix(in srgb, black 90%, white)">pale on white</p>'
  await page.evaluate((html) => document.querySelector('main').insertAdjacentHTML('beforeend', html), bad)
  assert.match((await violations(page, DRAWN)).join(), /^color-contrast/)
  assert.deepEqual(await violationsInTheDark(page), [])
  await close()
  await host.stop()
})

/** Nothing older is to be had here: Chromium 92 is made to lack what makes a browser too old. */
const OLDER = {
  'knows no modules': { page: () => { delete HTMLScriptElement.prototype.noModule }, asks: '**/assets/*.js' },
  'knows modules, and not the language of 2021': { page: () => { delete String.prototype.replaceAll } },
  'may run no scripts': { context: { javaScriptEnabled: false } },
}
for (const [name, lacks] of Object.entries(OLDER)) {
  test(`a browser that ${name} shows what to install, and nothing else`, async () => {
    const host = await serve(folder('empty'))
    const { page, context } = await freshPage({ age: 'old', ...lacks.context })
    if (lacks.page) await page.addInitScript(lacks.page)
    // Who knows no modules asks for none.
    if (lacks.asks) await page.route(lacks.asks, (route) => route.abort())
    await page.goto(host.address)
    await page.getByRole('heading', { level: 1, name: words.too_old.title, exact: true }).waitFor()
    assert.equal(await page.locator('#too-old p').count(), 4)
    assert.equal(await page.locator('#app > *').count(), 0)
    if (!lacks.context) assert.deepEqual(await violations(page), [])
    await context.close()
    await host.stop()
  })
}

test('Chromium 92 understands every style of ours', async () => {
  const { page: newer, context: there } = await freshPage({ age: 'newest' })
  const { page: older, context: here } = await freshPage({ age: 'old' })
  const invented = '.a{color:color-mix(in srgb,var(--b) 5%,red);height:1px;height:1dvh}:root{--b:#fff}.x:has(a){top:0}@media (width>=5px){.c{inset:0;float:inline-end}}'
  const seen = await lostIn(invented, { newer, older })
  assert.deepEqual(seen, ['(width>=5px)', 'color: color-mix(in srgb,#fff 5%,red)', '.x:has(a)', 'float: inline-end'])
  const lost = await lostIn(built('.css').join('\n'), { newer, older })
  for (const may of MAY_BE_LOST) assert.ok(lost.some((one) => one.includes(may)), `${may} is no longer lost`)
  assert.deepEqual(lost.filter((one) => !MAY_BE_LOST.some((may) => one.includes(may))), [])
  await Promise.all([there.close(), here.close()])
})

test('no script of ours calls what came after Chrome 87', () => {
  const calls = built('.js').flatMap((text) => TOO_NEW.flatMap((name) => [...text.matchAll(name)].map(({ 0: call, index }) => text.slice(Math.max(0, index - 60), index) + call)))
  assert.deepEqual(calls.filter((call) => !ASKED_FIRST.some((name) => name.test(call))), [])
})

function built(ending) {
  const names = readdirSync(ASSETS).filter((name) => name.endsWith(ending))
  assert.ok(names.length > 5, `ui/dist/assets has no ${ending}`)
  return names.map((name) => readFileSync(join(ASSETS, name), 'utf8'))
}
