// `node tests/browser/all.mjs`: the real pages over the loopback host in Chromium. Needs what `cargo build` made.
import { closeBrowser } from './driving/browser.mjs'
import { runAll, test } from './driving/cases.mjs'
import './loopback.mjs'
import './pages.mjs'
import './register.mjs'

test('the browser closes', closeBrowser)
await runAll()
