// `cargo xtask pictures`: the pictures of the README: every page of a demonstration desk in both themes, and a disc step by step.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { closeBrowser, goTo, openPage, railPages, signIn } from './driving/browser.mjs'
import { demoDesk, someone } from './driving/demo.mjs'
import { discSteps } from './driving/discs.mjs'
import { serve } from './driving/program.mjs'
import { ROOT } from './driving/tools.mjs'

const FOLDER = join(ROOT, 'assets/pictures')
const RECORDS = 1500

mkdirSync(FOLDER, { recursive: true })
const { dir, people } = demoDesk(RECORDS)
for (const theme of ['light', 'dark']) await take(theme)
await discSteps(RECORDS, keep)
await closeBrowser()

/** Every page of the rail as a head sees it: `today.png`, `today-dark.png`. */
async function take(theme) {
  const host = await serve(dir)
  const { page, close } = await openPage(host.address, { theme })
  await signIn(page, someone(people, 'head'))
  for (const hash of await railPages(page)) {
    await goTo(page, hash)
    await keep(page, hash.replace(/^#\//, '').replaceAll('/', '-') + (theme === 'dark' ? '-dark' : ''))
  }
  await close()
  await host.stop()
}

async function keep(page, name) {
  // A busy machine is met in the middle of it: grey lines stand where the page is to be.
  await page.waitForFunction(() => !document.querySelector('main .wait'))
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  console.log(`assets/pictures/${name}.png`)
}
