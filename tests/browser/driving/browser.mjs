// Debian's Chromium, or an old one, with our pages in it. A page tells what went wrong in it: errors, refused policies, foreign requests.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerDriver, oldChromium } from './old_chromium.mjs'
import { chromium, folder, words } from './tools.mjs'

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]
const started = new Map()
/** Which of the two is driven where a case does not say. */
let usual = 'newest'

export function driveTheOld() { usual = 'old' }

function newestChromium() {
  const found = PLACES.find((place) => place && existsSync(place))
  if (!found) throw new Error('no Chromium: set CHROMIUM to its path')
  return found
}

/** `bare` is the newest on a system whose fonts have no Chinese. */
const PROGRAMS = { newest: newestChromium, old: oldChromium, bare: newestChromium }

function browser(age) {
  const env = age === 'bare' ? { ...process.env, FONTCONFIG_FILE: withoutChinese() } : process.env
  if (!started.has(age)) started.set(age, chromium.launch({ executablePath: PROGRAMS[age](), args: FLAGS, env }))
  return started.get(age)
}

/** Fonts are told apart by a sign, not by their languages: some have ten thousand of ours and claim Japanese alone. */
function withoutChinese() {
  const at = folder('fonts')
  const sign = words.app.name.codePointAt(0)
  const refused = `<selectfont><rejectfont><pattern><patelt name="charset"><charset><int>${sign}</int></charset></patelt></pattern></rejectfont></selectfont>`
  writeFileSync(join(at, 'fonts.conf'), `<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts</dir><cachedir>${at}</cachedir>${refused}</fontconfig>`)
  return join(at, 'fonts.conf')
}

export async function closeBrowser() { for (const one of started.values()) await (await one).close() }

/** A fresh profile: nothing is remembered from another case, and nobody waits for a drawer to slide. `more` is the driver's. */
export async function freshPage({ age = usual, theme = 'light', width = 1366, height = 768, ...more } = {}) {
  const looks = { viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...more }
  const context = await (await browser(age)).newContext(looks)
  const page = await context.newPage()
  if (age === 'old') await answerDriver(context, page)
  return { context, page }
}

/** Our pages in a fresh profile; `looks.theme` is `light` or `dark`. */
export async function openPage(address, looks) {
  const { context, page } = await freshPage(looks)
  const wrong = []
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('console', (message) => { if (message.type() === 'error') wrong.push(message.text()) })
  page.on('request', (request) => { if (isForeign(request.url(), address)) wrong.push(`asked ${request.url()}`) })
  await page.goto(address)
  await page.locator('h1, [role=alert]').first().waitFor()
  return { page, wrong, close: () => context.close() }
}

function isForeign(url, address) {
  return !['data:', 'blob:', 'about:'].some((start) => url.startsWith(start)) && new URL(url).origin !== new URL(address).origin
}

/** Signs in on the sign-in page and waits for the frame. */
export async function signIn(page, { name, password }) {
  await page.getByLabel(words.sign_in.name).fill(name)
  await page.locator('input[autocomplete="current-password"]').fill(password)
  await page.getByRole('button', { name: words.sign_in.act, exact: true }).click()
  // At 200 % zoom the rail is folded away.
  await page.locator('nav a[href^="#/"]').first().waitFor({ state: 'attached' })
}

/** The addresses behind the rail's links, as this person sees them. */
export async function railPages(page) {
  const links = await page.locator('nav a[href^="#/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  return [...new Set(links)]
}

/** Goes to a page of ours and waits until it has a title and nothing turns any more. */
export async function goTo(page, hash) {
  await page.evaluate((to) => { location.hash = to }, hash)
  await page.waitForFunction(isThere, hash.replace(/^#/, ''))
  await page.locator('main h1').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
}

/** Runs in the page: its router has got there, by way of another address too. Before that the old page is still in view. */
function isThere(path) {
  const route = document.querySelector('#app').__vue_app__.config.globalProperties.$router.currentRoute.value
  return [route.fullPath, route.redirectedFrom?.fullPath].includes(path)
}
