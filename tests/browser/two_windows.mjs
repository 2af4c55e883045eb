// Two windows, one hub: a county's and its station's over a real PostgreSQL. A campaign comes down, a visit and a matter go up by disc
// and by hub, the disc back carries the receipt, and what both of them wrote apart is settled once for both.
import assert from 'node:assert/strict'
import { code } from './driving/codes.mjs'
import { afterCase, test } from './driving/cases.mjs'
import { goTo, openPage, signIn } from './driving/browser.mjs'
import { card, fill } from './driving/form.mjs'
import { start } from './driving/program.mjs'
import { address, main, openRow, said, step } from './driving/record.mjs'
import { built, folder, words } from './driving/tools.mjs'

/** The city of the fleet is made within this, on a busy machine too. */
const MADE_MS = 240_000
/** And ended within this: each desk finishes the call it is at. */
const LEFT_MS = 60_000
const CAMPAIGN = '海上安全生产宣讲'
const TITLE = '反映大陈码头引桥护栏锈断'
const SEEN = '到大陈码头看了引桥护栏'
const SETTLED = '护栏修好并装上夜灯'
const { conflicts: c, exchange: x } = words
const travel = words.record.travel

/** The county's desk and its first station's, as the fleet prints them: `{ address, people: [{ name, password }] }`. */
async function fleet() {
  const program = start(built('gonglian-fleet'), ['--records', '30'])
  // However the case ends: its desks and their hub are processes of their own, and end with it only when it is asked to.
  afterCase(() => program.stop(LEFT_MS))
  const desks = []
  for (;;) {
    const line = await program.line(MADE_MS)
    if (line.startsWith('Ctrl-C')) break
    if (line.trim().startsWith('http://')) desks.push({ address: line.trim(), people: [] })
    else if (line.includes('\t')) { const [name, password, role] = line.trim().split('\t'); desks.at(-1).people.push({ name, password, role }) }
  }
  const county = desks.find((desk) => desk.people[0].role === 'registrar prosecutor')
  const station = desks.find((desk) => desk.people[0].role === 'liaison')
  assert.ok(county && station, JSON.stringify(desks))
  return { program, county, station }
}

/** Its page, signed in as its first person, exchanging by hand only. */
async function sit(desk) {
  const { page, wrong, close } = await openPage(desk.address)
  page.setDefaultTimeout(20_000)
  afterCase(close)
  await signIn(page, desk.people[0])
  await goTo(page, '#/exchange/hub')
  await fill(main(page), { [x.hub.rhythm]: x.hub.by_hand })
  await main(page).getByText(x.hub.by_hand).first().waitFor()
  return { page, async end() { assert.deepEqual(wrong, [], 'wrong with the page'); await close() } }
}

/** F9, from wherever the person is, until the desk says that it is done. */
async function exchange({ page }) {
  const here = new URL(page.url()).hash
  await goTo(page, '#/exchange/hub')
  const done = page.waitForResponse((answer) => answer.url().endsWith('/call/exchange_now'))
  await page.keyboard.press('F9')
  const answer = await (await done).json()
  assert.equal(answer.ok?.value.end, 'complete', JSON.stringify(answer))
  await main(page).getByRole('button', { name: new RegExp(x.hub.now), disabled: false }).first().waitFor()
  await goTo(page, here)
}

const press = (page, name) => main(page).getByRole('button', { name, exact: true }).click()
const carried = (page, state) => main(page).getByRole('region', { name: travel.title }).getByText(state, { exact: true }).waitFor()

/** A prosecutor of the county issues a campaign; it is at the station after the next exchange of both. */
async function aCampaignComesDown(county, station, at) {
  await goTo(county.page, '#/tasks/new')
  await fill(main(county.page), { task_kind: code('task_kind', 'campaign'), task_title: CAMPAIGN, task_to: '2026-10-31', all_stations: false, target_stations: [at] })
  await county.page.keyboard.press('Control+Enter')
  const template = await address(county.page, 'tasks/templates')
  await press(county.page, words.verbs.generate_obligations)
  const form = county.page.getByRole('dialog').last()
  await form.waitFor()
  await county.page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'hidden' })
  await goTo(county.page, template)
  await carried(county.page, travel.states.here)
  await exchange(county)
  await carried(county.page, travel.states.confirmed)
  await exchange(station)
  await openRow(station.page, '#/tasks', CAMPAIGN)
  await step(station.page, 'acknowledge_obligation')
}

/** On a disc from one window to the other, where it is seen who sent it before it is taken in. */
async function byDisc(from, to) {
  const disc = folder('disc')
  await goTo(from.page, '#/exchange/out')
  await main(from.page).locator('label, tr, li').filter({ hasText: to.name }).locator('input[type="radio"]').first().check()
  await press(from.page, x.out.next)
  await fill(main(from.page), { [x.out.dir]: disc })
  await press(from.page, x.out.act)
  await main(from.page).getByText(disc, { exact: false }).first().waitFor()
  await goTo(to.page, '#/exchange/in')
  await fill(main(to.page), { [x.in.dir]: disc })
  await press(to.page, x.in.look)
  await main(to.page).getByText(from.name).first().waitFor()
  await press(to.page, x.in.next)
  await press(to.page, x.in.act)
  await main(to.page).getByText(x.in.done, { exact: true }).waitFor()
}

/** A visit and what was said at it, without a network: by disc to the county, whose disc back carries the receipt, and by the hub as
 * well. It stays one matter. */
async function aMatterGoesUpTwice(county, station) {
  await goTo(station.page, '#/visits/new')
  await fill(main(station.page), { summary: SEEN })
  await station.page.keyboard.press('Control+Enter')
  const visit = await address(station.page, 'visits')
  await goTo(station.page, '#/appeals/new')
  await fill(main(station.page), { title: TITLE, category: code('category', 'other'), request: '修好护栏', facts: '护栏锈断' })
  await fill(card(main(station.page), 'petitioner'), { name: '王阿婆', phone: '13805761234' })
  await station.page.keyboard.press('Control+Enter')
  const matter = await address(station.page, 'appeals')
  await carried(station.page, travel.states.here)

  await byDisc(station, county)
  await openRow(county.page, '#/appeals', TITLE)
  await goTo(county.page, visit)
  await main(county.page).getByText(SEEN).first().waitFor()
  await goTo(station.page, matter)
  await carried(station.page, travel.states.sent)
  await byDisc(county, station)
  for (const record of [visit, matter]) {
    await goTo(station.page, record)
    await carried(station.page, travel.states.confirmed)
  }
  // By the county's desk so far; the hub has it once it was read back from there as well.
  const allThere = main(station.page).getByRole('region', { name: travel.title }).getByText(said(travel.all, { n: 1 }), { exact: true })
  assert.equal(await allThere.count(), 1, 'the hub has nothing of it')

  await exchange(station)
  await goTo(station.page, matter)
  await allThere.nth(1).waitFor()
  await exchange(county)
  await goTo(county.page, '#/appeals')
  assert.equal(await main(county.page).getByRole('link', { name: TITLE, exact: true }).count(), 1, 'what came twice is there once')
  return matter
}

/** Different fields meet; of one that matters both values wait in the inbox, and one decision clears it on both. */
async function aQuarrelIsSettledOnce(county, station, matter) {
  await Promise.all([county, station].map(({ page }) => goTo(page, matter)))
  await step(county.page, 'amend_appeal', { request: '月底前修好护栏' })
  await step(station.page, 'amend_appeal', { request: '立即修好护栏', facts: '引桥西侧护栏断了四根' })
  await exchange(county)
  await exchange(station)
  await exchange(county)
  await goTo(county.page, matter)
  await main(county.page).getByText('引桥西侧护栏断了四根').first().waitFor()
  await main(county.page).getByText(words.record.contested.text.replace('{what}', words.fields.request)).waitFor()

  await goTo(station.page, '#/conflicts')
  await main(station.page).getByText(c.not_yours).waitFor()
  await goTo(county.page, '#/conflicts')
  const row = main(county.page).getByRole('article').filter({ hasText: TITLE })
  for (const value of ['月底前修好护栏', '立即修好护栏']) await row.getByText(value, { exact: true }).waitFor()
  await row.getByText(county.name).first().waitFor()
  await row.getByText(station.name).first().waitFor()
  await county.page.keyboard.press('j')
  await county.page.keyboard.press('3')
  await fill(row, { [c.other_label]: SETTLED, [c.reason]: '电话问过两边' })
  await county.page.keyboard.press('Control+Enter')
  await main(county.page).getByText(c.none, { exact: true }).waitFor()
  await exchange(county)
  await exchange(station)
  await goTo(station.page, '#/conflicts')
  await main(station.page).getByText(c.none, { exact: true }).waitFor()
  await goTo(station.page, matter)
  await main(station.page).getByText(SETTLED).first().waitFor()
}

test('a county and its station: a campaign, a visit and a matter by disc and back and by hub, and a quarrel', async () => {
  const { program, ...seats } = await fleet()
  const at = await Promise.all([seats.county, seats.station].map(sit))
  const [county, station] = at.map((seat, n) => ({ ...seat, name: [seats.county, seats.station][n].people[0].name }))
  await goTo(station.page, '#/stations')
  const own = (await main(station.page).locator('tbody a').first().innerText()).trim()
  await aCampaignComesDown(county, station, own)
  const matter = await aMatterGoesUpTwice(county, station)
  await aQuarrelIsSettledOnce(county, station, matter)
  await Promise.all([county, station].map((seat) => seat.end()))
  assert.equal(await program.stop(LEFT_MS), 0, program.said())
})
