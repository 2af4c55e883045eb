// A part of the day at one copy of the demonstration desk: each case opens it anew, as the people whose work it is.
import assert from 'node:assert/strict'
import { goTo, openPage, signIn } from './browser.mjs'
import { afterCase, test } from './cases.mjs'
import { demoDesk, someone, TODAY } from './demo.mjs'
import { QUICK_MS, gonglian, serve } from './program.mjs'
import { words } from './tools.mjs'

/** Said by `all.mjs` to the old browser's processes: what is no part of the main round is left to the newest. */
const IS_ROUND_ONLY = process.env.GONGLIAN_ROUND === 'main'

/**
 * The cases of one file, on one desk. `walk(name, run, { today })` is one of them, `round` one of the main round, from a visit to
 * the evaluation. `scene` makes by calls what is there before the first of them and is walked in another file.
 */
export function aDay(scene) {
  let made
  function desk() {
    if (made) return made
    made = demoDesk()
    scene?.({ who, calls: (role, name, inputs) => calls(made.dir, who(role), name, inputs) })
    return made
  }
  const who = (role) => person(desk().people, role)
  const round = (name, run, { today = TODAY } = {}) => test(name, async () => {
    const host = await serve(desk().dir, ['--today', today])
    const { page, wrong, close } = await openPage(host.address)
    page.setDefaultTimeout(QUICK_MS)
    afterCase(close)
    let here
    const at = {
      page, today, who,
      /** Whoever is named sits down: the one before signs out. */
      async as(role, hash) {
        const next = who(role)
        if (here !== next) {
          if (here) await signOut(page)
          await signIn(page, next)
          here = next
        }
        if (hash) await goTo(page, hash)
      },
      goTo: (hash) => goTo(page, hash),
    }
    try {
      await run(at)
      assert.deepEqual(wrong, [], 'wrong with the page')
    } catch (error) {
      error.stack += `\n${await seen(page, wrong)}`
      throw error
    }
    await host.stop()
  })
  const walk = (...told) => { if (!IS_ROUND_ONLY) round(...told) }
  return { walk, round, who }
}

/** `head/chief` is a head of that level, `liaison/2` the second liaison. */
function person(people, role) {
  const [kind, which] = role.split('/')
  const all = people.filter((one) => one.role === kind)
  if (!which) return someone(people, kind)
  return all.find((one) => one.level === which) ?? all[Number(which) - 1] ?? someone([], role)
}

async function signOut(page) {
  await page.locator('header.bar [aria-haspopup="menu"]').last().click()
  await page.getByRole('menuitem', { name: words.frame.sign_out, exact: true }).click()
  await page.locator('input[autocomplete="current-password"]').waitFor()
}

/** What a person had before them when a case failed. */
async function seen(page, wrong) {
  const told = await page.evaluate(() => {
    const over = [...document.querySelectorAll('[role="dialog"]')].filter((one) => one.getClientRects().length > 0)
    return [location.hash, ...(over.length ? over : [document.querySelector('main') ?? document.body]).map((one) => one.innerText)].join('\n')
  }).catch(String)
  return `--- seen at ${told.slice(0, 3000)}\n--- wrong: ${JSON.stringify(wrong)}`
}

/** A scene that is no part of the case: one call, once for each input, before the desk is opened. */
function calls(dir, { name: as, password }, name, inputs) {
  const ran = gonglian(['call', name, '--dir', dir, '--as', as, '--lines'], { input: inputs.map((one) => JSON.stringify(one)).join('\n'), env: { GONGLIAN_PASSWORD: password } })
  const answers = ran.out.split('\n').filter(Boolean).map((line) => JSON.parse(line))
  const bad = answers.find((answer) => answer.fault)
  if (bad || answers.length !== inputs.length) throw new Error(`${name}: ${JSON.stringify(bad)} ${ran.said}`)
  return answers.map((answer) => answer.ok)
}
