// `node tests/browser/all.mjs [file …]`: the real pages over the loopback host in Chromium; named files only, or all of them.
// Needs what `cargo build` made.
import { closeBrowser } from './driving/browser.mjs'
import { ofFile, runAll, test } from './driving/cases.mjs'

const FILES = [
  'loopback', 'pages', 'register', 'day_stations', 'day_tasks', 'day_intake', 'day_sorting', 'day_limits', 'day_closing', 'day_voices',
  'day_activities', 'day_head', 'day_sealed', 'day_exchange',
]
const named = process.argv.slice(2)

for (const file of FILES.filter((one) => named.length === 0 || named.includes(one))) {
  ofFile(file)
  await import(`./${file}.mjs`)
}
ofFile('the end')
test('the browser closes', closeBrowser)
await runAll()
