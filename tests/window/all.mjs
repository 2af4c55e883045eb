// `cargo xtask test` runs this in a display and a session bus of its own: the real window through WebKitWebDriver.
import { runAll } from '../browser/driving/cases.mjs'
import './closed.mjs'
import './dying.mjs'
import './giving_way.mjs'
import './killed.mjs'
import './opening.mjs'

await runAll()
