// Part of `cargo xtask bench start`: how long a person waits for the first page over the loopback host, in Chromium 92 and in the newest,
// with the program running already. Prints a JSON line for each browser, in the form of the other figures, then a table.
import { closeBrowser, freshPage } from '../driving/browser.mjs'
import { lacksOldChromium } from '../driving/old_chromium.mjs'
import { serve } from '../driving/program.mjs'
import { demoDesk } from '../driving/demo.mjs'
import { words } from '../driving/tools.mjs'

const STARTS = 7
const AGES = { old: 'Chromium 92', newest: 'the newest Chromium' }
const AIM = 1.5

const lacks = lacksOldChromium()
if (lacks) throw new Error(lacks)
const host = await serve(demoDesk().dir)
let address = host.address
const took = { old: [], newest: [] }
// In turn, so that a busy minute is both browsers'; the first of each is not counted: the browser itself starts there.
for (let start = 0; start <= STARTS; start += 1) for (const age of Object.keys(AGES)) took[age].push(await firstPage(age))
await closeBrowser()
await host.stop()

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]
const medians = Object.fromEntries(Object.entries(took).map(([age, all]) => [age, median(all.slice(1))]))
for (const [age, name] of Object.entries(AGES)) console.log(JSON.stringify({ figure: `first page in ${name}`, value_ms: Math.round(medians[age]), of: took[age].slice(1).map(Math.round) }))
console.log('\n| figure | measured | aim |\n|---|---|---|')
console.log(`| first page in Chromium 92 over the loopback host ÷ in the newest | ${(medians.old / medians.newest).toFixed(2)} | ≤ ${AIM} |`)
process.exit(0)

/** From the address to the name field of the sign-in page, with nothing kept from before. */
async function firstPage(age) {
  const { context, page } = await freshPage({ age })
  const began = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.getByLabel(words.sign_in.name).waitFor()
  const ms = performance.now() - began
  await context.close()
  // An address lets in once; the next is printed when it was used.
  address = await host.line()
  return ms
}
