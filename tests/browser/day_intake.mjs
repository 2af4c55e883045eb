// A liaison's part of the day: a visit with what was raised at it, slips typed in later, numbers that are checked, what is sealed at entry.
import assert from 'node:assert/strict'
import { code, matter } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { addRow, beside, blank, card, field, fill, FIRST, held, openPart } from './driving/form.mjs'
import { address, limit, main, newest, openRow, said, sees, step, toast } from './driving/record.mjs'
import { words } from './driving/tools.mjs'

/** Who answers at the liaison's station. */
let answerer
const { walk, round, who } = aDay(({ calls }) => {
  const [{ person: { stations: [{ record }] } }] = calls('liaison', 'desk_state', [{}])
  const [{ team }] = calls('liaison', 'open_station', [{ record }])
  answerer = team.find(({ kind, holds }) => kind === 'assistant' && holds).person_name
})
/** The sample of GB 11643: born 31 December 1949, a woman; and one whose last sign is wrong. */
const ID = '11010519491231002X'
const WRONG_ID = '110105194912310021'
const RIVER = '反映三山村雨污水直排入河'
const PENSION = '咨询养老金如何申领'
const VOICE = '建议河长巡查留痕'
const SLIP = '纸条：反映路灯不亮'
let sealed

const side = (page) => main(page).locator('.columns > .stack').last()
const flagged = async (at, flag) => {
  await at.goTo(`#/appeals?flag=${flag}`)
  return Number(/\d+/.exec(await main(at.page).locator('.meta').innerText())[0])
}

round('a liaison logs a visit by keyboard, with two appeals, one of them answered on the spot, and a voice', async ({ page, as }) => {
  await as('liaison', '#/today')
  await page.keyboard.press('v')
  await page.waitForURL(/#\/visits\/new$/)
  await field(main(page), 'summary').locator('textarea').focus()
  await page.keyboard.type('反映雨污水直排，咨询养老金')
  const visitor = card(main(page), 'petitioner')
  await field(visitor, 'name').locator('input').focus()
  await page.keyboard.type('徐金法')
  await page.keyboard.press('Tab')
  await page.keyboard.type('13805761234')
  await page.keyboard.press('Tab')
  await page.keyboard.type(WRONG_ID)
  assert.match(await beside(visitor, 'id_number'), new RegExp(`^${words.faults.check_failed}`))
  assert.ok(!(await main(page).innerText()).includes('X'), 'never which sign would be right')
  await fill(visitor, { id_number: ID })
  const born = field(visitor, words.record.people.born_sex).locator('input')
  await born.waitFor()
  assert.equal(await born.inputValue(), `1949-12-31 · ${code('sex', '2')}`)

  const first = await addRow(main(page), 'raised_appeals')
  await fill(first, { request: '查明污水来源，督促整改' })
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(first, 'title'), blank)
  await fill(first, { title: RIVER, category: code('category', 'other') })
  const second = await addRow(main(page), 'raised_appeals')
  await fill(second, { title: PENSION, category: code('category', 'consultation') })
  const answered = await openPart(second, words.fields.answered_on_spot)
  await fill(answered, { answer: '告知向社保部门申请及所需材料', reply_form: code('reply_form', 'oral'), answered_by: answerer, rating: code('evaluation', 'satisfied') })
  await fill(await addRow(main(page), 'raised_voices'), { voice_title: VOICE, deputy: FIRST, voice_content: '巡查记录向代表公开' })
  await page.keyboard.press('Control+Enter')
  await address(page, 'visits')
  await sees(page, words.visits.states.complete)
  const raised = main(page).locator('section.card').filter({ has: page.locator('h2').filter({ hasText: words.visits.raised }) })
  for (const [title, state] of [[RIVER, words.appeals.states.registered], [PENSION, words.appeals.states.answered_on_spot], [VOICE, words.voices.states.collected]]) {
    await raised.locator('li').filter({ hasText: title }).getByText(state, { exact: true }).waitFor()
  }
  assert.match(await newest(page).innerText(), new RegExp(`${words.verbs.log_visit}[\\s\\S]*${who('liaison').name}`))
  assert.doesNotMatch(await main(page).innerText(), /13805761234|11010519491231002X|徐金法/)
})

walk('the same person is known again while typing, and for the how manieth time', async ({ page, as }) => {
  await as('liaison', '#/appeals/new')
  await main(page).getByText(words.appeals.register.before_when).waitFor()
  await fill(card(main(page), 'petitioner'), { name: '徐金法', id_number: ID })
  // Two appeals of the morning are there: the next is the third.
  await side(page).getByText(said(words.appeals.register.nth, { n: 3, on: '9-1' })).waitFor()
  await side(page).getByRole('link', { name: RIVER }).waitFor()
  await side(page).getByText(words.appeals.register.same).nth(1).waitFor()
  assert.equal(await side(page).getByText(words.appeals.register.same).count(), 2)
})

walk('a number that does not check may be kept as unverified with a reason, never without', async ({ page, as }) => {
  await as('liaison', '#/appeals/new')
  const petitioner = card(main(page), 'petitioner')
  await fill(main(page), { title: '反映沿街店铺占道', request: '请督促整改' })
  await fill(petitioner, { name: '柯美芳', id_number: WRONG_ID })
  await beside(petitioner, 'id_number')
  await page.keyboard.press('Control+Enter')
  await main(page).getByRole('alert').first().waitFor()
  assert.match(await beside(petitioner, 'id_number'), new RegExp(words.faults.check_failed))
  assert.equal(await held(main(page), 'title'), '反映沿街店铺占道')
  await fill(petitioner, { id_unverified: '证件模糊，待补看原件' })
  await page.keyboard.press('Control+Enter')
  await address(page, 'appeals')
  const people = main(page).locator('section.card').filter({ has: page.locator('h2').filter({ hasText: words.record.people.title }) })
  await people.getByText(words.record.people.unverified, { exact: true }).waitFor()
  await people.getByText('证件模糊，待补看原件').waitFor()
})

walk('a visit may not lie in the future; a slip of last month is entered late and its limit counts from the day it came', async (at) => {
  const { page, as, goTo } = at
  await as('liaison')
  const before = await flagged(at, 'late_entry')
  await goTo('#/appeals/new')
  await fill(main(page), { received_on: '2026-09-02', title: SLIP, request: '请修路灯' })
  await fill(card(main(page), 'petitioner'), { name: '柯美芳' })
  await page.keyboard.press('Control+Enter')
  assert.equal(await beside(main(page), 'received_on'), said(words.parts.day.late, { day: '2026-09-01' }))
  assert.equal(await held(main(page), 'title'), SLIP)
  await fill(main(page), { received_on: '2026-08-26' })
  await page.keyboard.press('Control+Enter')
  await address(page, 'appeals')
  await main(page).getByText('2026-08-26').first().waitFor()
  // Wednesday 26 August and seven days: Wednesday 2 September, tomorrow.
  assert.match(await limit(page, matter('R01')), new RegExp(said(words.parts.clock.left, { n: 1 })))
  assert.equal(await flagged(at, 'late_entry'), before + 1)
})

walk('what is half known waits to be completed, and then goes on', async ({ page, as }) => {
  await as('liaison', '#/appeals/new')
  await fill(main(page), { title: '只知一半的路灯' })
  await page.keyboard.press('Control+Enter')
  await address(page, 'appeals')
  await sees(page, words.appeals.states.incomplete)
  await step(page, 'complete_appeal', async (form) => {
    await fill(form, { request: '请修路灯' })
    await form.getByRole('button', { name: words.record.parts.petitioner }).click()
    await fill(card(form, 'petitioner'), { name: '应建国' })
  })
  await sees(page, words.appeals.states.registered)
  assert.match(await newest(page).innerText(), new RegExp(`${words.appeals.states.incomplete}[\\s\\S]*${words.appeals.states.registered}`))
})

walk('a deed is taken back from the timeline with a reason, and both stay in it', async ({ page, as }) => {
  await as('liaison')
  await openRow(page, '#/appeals', SLIP)
  await step(page, 'amend_appeal', { title: '写错的摘要' })
  await main(page).locator('h1').filter({ hasText: '写错的摘要' }).waitFor()
  await newest(page).getByRole('button', { name: words.record.undo.menu }).click()
  await newest(page).getByRole('menuitem', { name: words.record.undo.item }).click()
  const dialog = page.getByRole('dialog', { name: words.record.undo.title, exact: true })
  await field(dialog, 'reason').locator('textarea').press('Control+Enter')
  assert.match(await beside(dialog, 'reason'), blank)
  await fill(dialog, { reason: '摘要写错' })
  await page.keyboard.press('Control+Enter')
  await toast(page, said(words.record.undone_now, { verb: words.verbs.amend_appeal })).waitFor()
  await main(page).locator('h1').filter({ hasText: SLIP }).waitFor()
  await newest(page).getByText('摘要写错').waitFor()
  await main(page).locator('ol.timeline s').filter({ hasText: words.verbs.amend_appeal }).waitFor()
})

walk('a half-known visit says what it lacks and is completed later', async ({ page, as }) => {
  await as('liaison', '#/visits/new')
  await fill(main(page), { visited_on: '2026-08-31' })
  await main(page).getByText(said(words.visits.entered_late_now, { on: '8-31' })).waitFor()
  await page.keyboard.press('Control+Enter')
  await address(page, 'visits')
  await sees(page, words.visits.states.incomplete)
  await main(page).getByText(said(words.visits.lacks, { lacks: words.lacks.summary })).waitFor()
  await step(page, 'complete_visit', { summary: '到村里看了路灯' })
  await sees(page, words.visits.states.complete)
  await main(page).getByText(words.visits.entered_late, { exact: true }).first().waitFor()
})

walk('a report and a minor are sealed at entry: the station keeps the fact, the number and the limit', async ({ page, as }) => {
  await as('liaison')
  for (const [title, more] of [['反映挪用村集体款项', { category: code('category', 'report') }], ['未成年人求助', { id_number: '33100220120501001X' }]]) {
    await as('liaison', '#/appeals/new')
    const { id_number: id, ...facts } = more
    await fill(main(page), { title, request: '请查明', facts: '经手人为会计甲', ...facts })
    await fill(card(main(page), 'petitioner'), { name: '罗小雨', ...(id ? { id_number: id } : {}) })
    await page.keyboard.press('Control+Enter')
    sealed = await address(page, 'appeals')
    await sees(page, words.appeals.states.sealed)
    assert.doesNotMatch(await main(page).innerText(), /挪用|会计甲|罗|未成年人求助/)
    assert.match(await limit(page, matter('R01')), new RegExp(said(words.parts.clock.left, { n: 7 })))
  }
  await as('head/chief', sealed)
  await sees(page, words.appeals.states.sealed)
  assert.doesNotMatch(await main(page).innerText(), /会计甲|罗|未成年人求助/)
})

round('what is being typed survives a reload', async ({ page, as, goTo }) => {
  await as('liaison', '#/voices/new')
  await fill(main(page), { voice_title: '建议增设夜间接访', voice_content: '白天上班的人来不了 𠮷䶮' })
  await main(page).getByText(new RegExp(words.parts.form.saved.split('{')[0])).waitFor()
  await page.reload()
  await page.locator('nav a[href^="#/"]').first().waitFor()
  await goTo('#/today')
  await main(page).getByRole('link', { name: '建议增设夜间接访' }).click()
  await main(page).getByRole('button', { name: words.verbs.register_voice }).waitFor()
  assert.equal(await held(main(page), 'voice_content'), '白天上班的人来不了 𠮷䶮')
  await fill(main(page), { deputy: FIRST })
  await page.keyboard.press('Control+Enter')
  await address(page, 'voices')
  await sees(page, words.voices.states.collected)
  await goTo('#/today')
  // The list as it was may be shown while the desk is asked again.
  await main(page).getByRole('link', { name: '建议增设夜间接访' }).and(main(page).locator('a[href*="draft"]')).waitFor({ state: 'detached' })
})
