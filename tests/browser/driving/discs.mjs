// A disc from a station's desk to the one it belongs to, stopped at each step that a liaison has to know: for the pictures of the README.
import { readFileSync } from 'node:fs'
import { goTo, openPage, signIn } from './browser.mjs'
import { code } from './codes.mjs'
import { demoDesk, someone, TODAY } from './demo.mjs'
import { card, fill } from './form.mjs'
import { asksToJoin, enters } from './joining.mjs'
import { gonglian, serve } from './program.mjs'
import { main, said } from './record.mjs'
import { folder, words } from './tools.mjs'

const LIAISON = { name: '陈阿海', password: '潮水退去2026' }
const { exchange: x } = words
/** High enough for a form and what it is sent with. */
const LOOKS = { height: 900 }
const press = (page, name) => page.getByRole('button', { name, exact: true }).click()

/** `shown(page, name)` is called with the page at rest: what is asked, what was written, what comes, the letters for the sender. */
export async function discSteps(records, shown) {
  const there = demoDesk(records)
  const registrar = someone(there.people, 'registrar')
  const dirs = { station: folder('station'), disc: folder('disc') }
  await join(there, registrar, dirs.station)

  const station = await at(dirs.station, LIAISON)
  await registers(station.page)
  await goTo(station.page, '#/exchange/out')
  await main(station.page).locator('input[type="radio"]').first().check()
  await press(station.page, x.out.next)
  await fill(main(station.page), { [x.out.dir]: dirs.disc, [x.medium.number]: '台检光-07', [x.medium.carried_by]: LIAISON.name })
  await shown(station.page, 'disc-1-medium')
  await press(station.page, x.out.act)
  await main(station.page).getByText(said(x.out.done, { n: 1 })).waitFor()
  await shown(station.page, 'disc-2-written')
  await station.end()

  const office = await at(there.dir, registrar)
  await goTo(office.page, '#/exchange/in')
  await fill(main(office.page), { [x.in.dir]: dirs.disc })
  await press(office.page, x.in.look)
  await main(office.page).getByText(LIAISON.name).first().waitFor()
  await press(office.page, x.in.next)
  await main(office.page).getByRole('heading', { name: x.in.news }).waitFor()
  await shown(office.page, 'disc-3-look')
  await press(office.page, x.in.act)
  await main(office.page).getByText(x.in.done, { exact: true }).waitFor()
  await shown(office.page, 'disc-4-letters')
  await office.end()
}

/** A page over a desk's folder, on the day of the demonstration. */
async function at(dir, person) {
  const host = await serve(dir, ['--today', TODAY])
  const { page, close } = await openPage(host.address, LOOKS)
  page.setDefaultTimeout(15_000)
  if (person) await signIn(page, person)
  return { page, async end() { await close(); await host.stop() } }
}

/** The station's desk asks, is enrolled by calls, and enters. */
async function join(there, registrar, dir) {
  const calls = (name, input) => {
    const ran = gonglian(['call', name, '--dir', there.dir, '--as', registrar.name], { input: JSON.stringify(input), env: { GONGLIAN_PASSWORD: registrar.password } })
    const answer = JSON.parse(ran.out.trim().split('\n').at(-1))
    if (answer.ok === undefined) throw new Error(`${name}: ${ran.out} ${ran.said}`)
    return answer.ok
  }
  const asking = await at(dir)
  const file = await asksToJoin(asking.page, { office: calls('desk_state', {}).office.name, ...LIAISON })
  // A download goes with its page.
  const request = { bytes_base64: readFileSync(file.path).toString('base64') }
  await asking.end()
  const { cell, office } = calls('open_request', request)
  const person = calls('register_person', { name: LIAISON.name, department: '大陈镇', office }).value.record
  const station = calls('list_stations', { text: '大陈镇' }).rows[0].record
  const enrolled = calls('enrol_desk', { request, person, roles: ['liaison'], stations: [station] })
  const enrolment = folder('enrolment')
  calls('export_bundle', { to: enrolled.value.desk, dir: enrolment })
  const entering = await at(dir)
  await enters(entering.page, { dir: enrolment, cell, ...LIAISON })
  await entering.end()
}

/** Something has to be on the disc. */
async function registers(page) {
  await goTo(page, '#/appeals/new')
  await fill(main(page), { title: '反映大陈码头引桥护栏锈断', category: code('category', 'other'), request: '尽快修好', facts: '护栏锈断。' })
  await fill(card(main(page), 'petitioner'), { name: '王阿婆', phone: '13805761234' })
  await page.keyboard.press('Control+Enter')
  await page.waitForURL((url) => /#\/appeals\/[0-9a-f-]{36}$/.test(url.hash))
}
