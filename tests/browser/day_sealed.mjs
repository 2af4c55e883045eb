// What may not lie open: sealed at entry, worked on by those who are named for it and nobody else; sealed later, with a second signature.
import assert from 'node:assert/strict'
import { code, matter } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { TODAY } from './driving/demo.mjs'
import { blank, card, fill } from './driving/form.mjs'
import { address, begin, limit, main, openRow, refused, said, sees, step, toast } from './driving/record.mjs'
import { words } from './driving/tools.mjs'

const t = words.appeals
const LATER = '反映村账不公开待封存'
/** Each of them stands in one of the two matters, and nowhere on the station's side. */
const WORDS = ['补偿款冒领', '会计甲', '罗小雨', '请查明去向']
const LATER_WORDS = ['村账不公开', '怀疑挪用', '秦雨桐']
const here = {}

/** An open matter of this morning that turns out to be a report. */
const { walk, who } = aDay(({ calls }) => {
  const [{ person: { stations: [{ record: station }] } }] = calls('liaison', 'desk_state', [{}])
  calls('liaison', 'register_appeal', [{
    station, title: LATER, way: 'visit', received_on: TODAY, request: '请查账', facts: '怀疑挪用', category: 'other', n_people: 1,
    people: [{ part: 'petitioner', kind: 'person', name: '秦雨桐', phone: '13905767788' }],
  }])
})

const number = async (page) => (/\S+-SQ-\S+/.exec(await main(page).locator('header').first().innerText()) ?? [''])[0]
const row = (page, no) => main(page).locator('li').filter({ hasText: no })

/** None of these words is found, listed or told. */
async function nowhere(at, all, hash) {
  const { page, goTo } = at
  await goTo('#/find')
  for (const word of all) {
    await main(page).getByRole('search').locator('input').first().fill(word)
    await main(page).getByText(words.parts.list.noneFiltered, { exact: true }).first().waitFor()
  }
  for (const place of ['#/appeals', hash]) {
    await goTo(place)
    await main(page).locator('ol.timeline > li, tbody tr').first().waitFor()
    const text = await main(page).innerText()
    for (const word of all) assert.ok(!text.includes(word), `${word} at ${place}`)
  }
}

walk('a report is sealed at entry: the station keeps the fact, the number and the limit', async (at) => {
  const { page, as } = at
  await as('liaison', '#/appeals/new')
  await fill(main(page), { title: '反映补偿款冒领', category: code('category', 'report'), request: '请查明去向', facts: '经手人为会计甲' })
  await fill(card(main(page), 'petitioner'), { name: '罗小雨', phone: '13905761234' })
  await page.keyboard.press('Control+Enter')
  here.stub = await address(page, 'appeals')
  await sees(page, t.states.sealed)
  here.no = await number(page)
  assert.match(here.no, /-SQ-2026-/)
  assert.match(await limit(page, matter('R01')), new RegExp(said(words.parts.clock.left, { n: 7 })))
  await nowhere(at, WORDS, here.stub)
})

walk('who is no handler is refused in words; a handler names one more', async (at) => {
  const { page, as } = at
  await as('prosecutor', '#/appeals/sealed')
  const told = main(page).getByRole('alert').filter({ hasText: words.faults.denied.split('{')[0] }).first()
  await told.getByText(t.sealed.handlers_only, { exact: true }).waitFor()
  assert.equal(await main(page).getByText(here.no).count(), 0)

  const name = who('prosecutor').name
  const a = words.settings.accounts
  await as('registrar', '#/settings/accounts')
  await main(page).getByRole('button', { name: said(a.amend_of, { name }), exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: a.handler, exact: true }).click()
  const asked = page.getByRole('dialog', { name: said(a.handler_title, { name }), exact: true })
  await asked.getByText(said(a.handler_says, { name })).waitFor()
  await asked.getByRole('button', { name: a.handler, exact: true }).click()
  await toast(page, said(a.handler_done, { name })).waitFor()
})

walk('a named handler opens it, sorts it and replies; the station learns that it was replied to', async (at) => {
  const { page, as } = at
  await as('prosecutor', '#/appeals/sealed')
  await row(page, here.no).getByText(code('seal_reason', 'report'), { exact: true }).waitFor()
  const list = await main(page).innerText()
  for (const word of WORDS) assert.ok(!list.includes(word), `${word} in the list`)
  await row(page, here.no).getByRole('link', { name: t.sealed.open, exact: true }).click()
  await page.waitForURL(/#\/appeals\/sealed\/[0-9a-f-]{36}$/)
  here.matter = new URL(page.url()).hash
  await main(page).locator('h1').filter({ hasText: '反映补偿款冒领' }).waitFor()
  await main(page).getByText('经手人为会计甲').first().waitFor()
  await main(page).getByText('罗○○').first().waitFor()
  assert.doesNotMatch(await main(page).innerText(), /罗小雨|13905761234/)

  await refused(page, 'accept_appeal', { values: { sorting_text: '属本院职责' }, at: 'nature', says: blank, keeps: { sorting_text: '属本院职责' } })
  await step(page, 'accept_appeal', { nature: code('nature', 'ordinary'), sorting_text: '属本院职责' })
  await sees(page, t.states.accepted)
  await step(page, 'reply_procedurally', { about: code('procedural_reply', 'accepted'), how: code('delivery', 'phone'), notice_text: '已电话告知受理' })

  await as('liaison', here.stub)
  await sees(page, t.states.sealed)
  assert.match(await limit(page, matter('R01')), /9-1/)
  await nowhere(at, [...WORDS, '属本院职责', '已电话告知受理'], here.stub)
  await at.goTo(here.matter)
  await main(page).getByRole('alert').first().waitFor()
  assert.doesNotMatch(await main(page).innerText(), /冒领|会计甲|罗/)
})

walk('an open matter is sealed later: a head asks, another who governs signs, and its words are gone', async (at) => {
  const { page, as } = at
  const approver = who('registrar').name
  await as('head/section')
  await openRow(page, '#/appeals', LATER)
  here.later = new URL(page.url()).hash
  here.laterNo = await number(page)
  await refused(page, 'seal_appeal', { values: { seal_reason: code('seal_reason', 'report'), seal_approver: who('head/section').name }, at: 'seal_approver', says: /\S/ })
  const form = await begin(page, 'seal_appeal')
  await fill(form, { seal_reason: code('seal_reason', 'report'), seal_approver: approver })
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'hidden' })

  await as('registrar', '#/appeals/sealed')
  const waiting = main(page).locator('section.card').filter({ hasText: t.sealings.title })
  await waiting.getByText(here.laterNo).waitFor()
  assert.ok(!(await waiting.innerText()).includes('村账'))
  await waiting.getByRole('button', { name: words.verbs.approve_sealing, exact: true }).first().click()
  const asked = page.getByRole('dialog', { name: words.verbs.approve_sealing, exact: true })
  await asked.getByText(said(t.sealings.confirm, { no: here.laterNo })).waitFor()
  await asked.getByRole('button', { name: words.verbs.approve_sealing, exact: true }).click()
  await asked.waitFor({ state: 'hidden' })
  await row(page, here.laterNo).getByRole('link', { name: t.sealed.open, exact: true }).waitFor()

  await as('prosecutor', here.later)
  await sees(page, t.states.sealed)
  await step(page, 'reply_sealed')
  await as('liaison', here.later)
  assert.match(await limit(page, matter('R01')), /9-1/)
  await nowhere(at, LATER_WORDS, here.later)
})
