// Two desks of one cell on one machine: one joins by a file, a disc goes up with an appeal, and the typed letters come back.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { code } from './driving/codes.mjs'
import { afterCase, test } from './driving/cases.mjs'
import { goTo, openPage, signIn } from './driving/browser.mjs'
import { demoDesk, someone, TODAY } from './driving/demo.mjs'
import { card, fill } from './driving/form.mjs'
import { asksToJoin, enters } from './driving/joining.mjs'
import { gonglian, serve } from './driving/program.mjs'
import { main, said } from './driving/record.mjs'
import { folder, words } from './driving/tools.mjs'

const NAME = '陈阿海'
const PASSWORD = '潮水退去2026'
const TITLE = '反映大陈码头引桥护栏锈断'
const { exchange: x } = words
const here = { island: folder('island'), up: folder('up'), down: folder('down') }

/** A page over a desk's folder, on the day of the demonstration. */
async function at(dir, person) {
  const host = await serve(dir, ['--today', TODAY])
  const { page, wrong, close } = await openPage(host.address)
  page.setDefaultTimeout(15_000)
  afterCase(close)
  if (person) await signIn(page, person)
  return { page, async end() { assert.deepEqual(wrong, [], 'wrong with the page'); await host.stop() } }
}

/** The city's desk while nobody sits at it. */
function calls(name, input) {
  here.city ??= demoDesk()
  here.registrar ??= someone(here.city.people, 'registrar')
  const ran = gonglian(['call', name, '--dir', here.city.dir, '--as', here.registrar.name], { input: JSON.stringify(input), env: { GONGLIAN_PASSWORD: here.registrar.password } })
  const answer = JSON.parse(ran.out.trim().split('\n').at(-1))
  assert.ok(answer.ok !== undefined, `${name}: ${ran.out} ${ran.said}`)
  return answer.ok
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click()

test('a desk asks to join: keys, sheet and a request to carry away', async () => {
  const { page, end } = await at(here.island)
  const file = await asksToJoin(page, { office: calls('desk_state', {}).office.name, name: NAME, password: PASSWORD })
  assert.match(file.name, /^[0-9A-F]{4}(-[0-9A-F]{4}){3}\.glr$/, 'named by its code and by nobody')
  here.request = { bytes_base64: readFileSync(file.path).toString('base64') }
  here.print = file.name.slice(0, 19).replaceAll('-', ' ')
  await end()
})

test('the office compares, enrols and the desk opens', async () => {
  const asked = calls('open_request', here.request)
  assert.equal(asked.fingerprint, here.print, 'both sides read out the same')
  const person = calls('register_person', { name: NAME, department: '大陈镇', office: asked.office }).value.record
  const station = calls('list_stations', { text: '大陈镇' }).rows[0].record
  const enrolled = calls('enrol_desk', { request: here.request, person, roles: ['liaison'], stations: [station] })
  assert.equal(calls('export_bundle', { to: enrolled.value.desk, dir: here.down }).enrolment, true)

  const { page, end } = await at(here.island)
  await enters(page, { dir: here.down, name: NAME, password: PASSWORD, cell: asked.cell })
  await end()
})

test('the island registers, writes a disc, and the city sees who sent it before it takes it in', async () => {
  const island = await at(here.island, { name: NAME, password: PASSWORD })
  await goTo(island.page, '#/appeals/new')
  await fill(main(island.page), { title: TITLE, category: code('category', 'other'), request: '尽快修好', facts: '护栏锈断' })
  await fill(card(main(island.page), 'petitioner'), { name: '王阿婆', phone: '13805761234' })
  await island.page.keyboard.press('Control+Enter')
  await island.page.waitForURL((url) => /#\/appeals\/[0-9a-f-]{36}$/.test(url.hash))
  await goTo(island.page, '#/exchange/out')
  await main(island.page).locator('input[type="radio"]').first().check()
  await press(island.page, x.out.next)
  await fill(main(island.page), { [x.out.dir]: here.up })
  await press(island.page, x.out.act)
  await main(island.page).getByText(said(x.out.done, { n: 1 })).waitFor()

  const city = await at(here.city.dir, here.registrar)
  await goTo(city.page, '#/exchange/in')
  await fill(main(city.page), { [x.in.dir]: here.up })
  await press(city.page, x.in.look)
  await main(city.page).getByText(NAME).first().waitFor()
  await press(city.page, x.in.next)
  await main(city.page).getByRole('heading', { name: x.in.news }).waitFor()
  await press(city.page, x.in.act)
  await main(city.page).getByText(x.in.done, { exact: true }).waitFor()
  const letters = (await main(city.page).innerText()).match(/[A-Z]{4}([\s-]+[A-Z]{4}){5}/)
  assert.ok(letters, 'the letters for the sender')
  await goTo(city.page, '#/appeals')
  await main(city.page).getByText(TITLE).first().waitFor()
  await city.end()

  await goTo(island.page, '#/exchange/discs')
  await main(island.page).getByRole('button', { name: new RegExp(`^${x.discs.enter}`) }).first().click()
  const asked = island.page.getByRole('dialog').last()
  await fill(asked, { [x.discs.code]: letters[0] })
  await asked.getByRole('button', { name: x.discs.act, exact: true }).click()
  await main(island.page).getByText(x.discs.states.confirmed).first().waitFor()
  await island.end()
})
