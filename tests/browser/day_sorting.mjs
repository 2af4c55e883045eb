// A prosecutor sorts each way: accept, refuse, guide, refer outside, ask for materials, assign downward, object; each with its notice and limits.
import assert from 'node:assert/strict'
import { code, matter, office } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { TODAY } from './driving/demo.mjs'
import { blank, fill, FIRST, openPart } from './driving/form.mjs'
import { limit, main, newest, openRow, refused, sees, step, why, whyNot } from './driving/record.mjs'
import { words } from './driving/tools.mjs'

const t = words.appeals.states
const TITLES = {
  accept: '反映河道污水直排', refuse: '不属本院管辖的事项', guide: '应当申请行政复议的事项', refer: '应由公安机关处理的事项', materials: '材料不齐的监督申请', assign: '交办区院核查的事项',
  object: '上级转来的事项', supervise: '不服民事判决申请监督',
}

/** What came in this morning. */
const { walk, round, who } = aDay(({ calls }) => {
  const [{ person: { stations: [{ record: station }] } }] = calls('liaison', 'desk_state', [{}])
  calls('liaison', 'register_appeal', Object.entries(TITLES).map(([key, title]) => ({
    station, title, way: key === 'object' ? 'upper' : 'visit', received_on: TODAY, request: '请督促整改', category: 'other', n_people: 1,
    people: [{ part: 'petitioner', kind: 'person', name: '柯美芳', phone: '13905767788' }],
  })))
})

const nature = (which) => ({ nature: code('nature', which) })
const clocks = (page) => main(page).locator('.clock .what b').allInnerTexts()

/** The notice that goes with a step. */
async function notice(form, about) {
  const part = await openPart(form, words.record.notice_with_it)
  await fill(part, { about: code('procedural_reply', about), how: code('delivery', 'mail'), notice_text: '已书面告知', proof: { name: '送达回证' } })
}

round('an appeal is accepted, and the law opens its limits; the station replies once', async ({ page, as }) => {
  await as('liaison')
  await openRow(page, '#/appeals', TITLES.accept)
  const here = new URL(page.url()).hash
  assert.deepEqual((await clocks(page)).slice(0, 1), [matter('R01')])
  assert.ok((await whyNot(page, 'accept_appeal')).length > 0, 'a liaison does not sort')
  await as('prosecutor', here)
  await refused(page, 'accept_appeal', { values: { sorting_text: '属本院职责' }, at: 'nature', says: blank, keeps: { sorting_text: '属本院职责' } })
  await step(page, 'accept_appeal', { ...nature('ordinary'), purpose: code('purpose', 'redress'), sorting_text: '属本院职责' })
  await sees(page, t.accepted)
  const open = await clocks(page)
  for (const rule of ['R01', 'R03', 'R12a', 'R12b', 'R12d']) assert.ok(open.includes(matter(rule)), `${rule} of ${open}`)
  assert.ok(!open.includes(matter('R02')))
  // Tuesday 1 September and 60 days: 31 October is a Saturday, so Monday 2 November.
  await main(page).locator('.clock').filter({ hasText: matter('R12d') }).getByText(/11-02|11-2/).first().waitFor()
  await as('liaison', here)
  await step(page, 'reply_procedurally', { about: code('procedural_reply', 'accepted'), how: code('delivery', 'phone') })
  assert.match(await limit(page, matter('R01')), /9-1/)
  assert.match(await newest(page).innerText(), new RegExp(who('liaison').name))
  assert.equal(await whyNot(page, 'reply_procedurally'), why('nothing_owed'))
})

walk('an application for supervision has seven days to be sorted and none of the limits of other petitions', async ({ page, as }) => {
  await as('prosecutor')
  await openRow(page, '#/appeals', TITLES.supervise)
  await step(page, 'accept_appeal', nature('litigation'))
  await sees(page, t.accepted)
  const open = await clocks(page)
  for (const rule of ['R01', 'R02', 'R03']) assert.ok(open.includes(matter(rule)), rule)
  for (const rule of ['R12a', 'R12b', 'R12d']) assert.ok(!open.includes(matter(rule)), rule)
})

walk('a refusal names its reason and tells the petitioner', async ({ page, as }) => {
  await as('prosecutor')
  await openRow(page, '#/appeals', TITLES.refuse)
  await refused(page, 'refuse_appeal', { values: { ...nature('ordinary'), sorting_text: '由法院管辖' }, at: 'refusal_reason', says: blank, keeps: { sorting_text: '由法院管辖' } })
  await step(page, 'refuse_appeal', async (form) => {
    await fill(form, { refusal_reason: code('refusal', 'not_ours'), ...nature('ordinary'), sorting_text: '由法院管辖' })
    await notice(form, 'refused')
  })
  await sees(page, t.refused)
})

walk('a petitioner is guided to the legal path, and that is the reply', async ({ page, as }) => {
  await as('prosecutor')
  await openRow(page, '#/appeals', TITLES.guide)
  await step(page, 'guide_appeal', async (form) => {
    await fill(form, { path: '向区政府申请行政复议', ...nature('ordinary') })
    await notice(form, 'guided')
  })
  await sees(page, t.guided)
  assert.match(await limit(page, matter('R01')), /9-1/)
})

walk('a matter goes to an outside unit by letter, is signed for and answered', async ({ page, as }) => {
  await as('prosecutor')
  await openRow(page, '#/appeals', TITLES.refer)
  const here = new URL(page.url()).hash
  await refused(page, 'refer_appeal', { values: { unit: '台州市公安局', ...nature('ordinary') }, at: 'letter_no', says: blank, keeps: { unit: '台州市公安局' } })
  await step(page, 'refer_appeal', async (form) => {
    await fill(form, { outward: words.record.choices.outward.refer, unit: '台州市公安局', letter_no: '台检转〔2026〕1号', ...nature('ordinary') })
    await notice(form, 'transferred')
  })
  await sees(page, t.referred)
  assert.match(await newest(page).innerText(), /台州市公安局/)
  await as('liaison', here)
  await step(page, 'sign_for_referral', { referral: FIRST, proof: { name: '签收单' } })
  await step(page, 'record_referral_reply', { referral: FIRST, reply_text: '已受理并开展调查', proof: { name: '复函' } })
  assert.match(await newest(page).innerText(), /已受理并开展调查/)
})

walk('materials are asked for and brought; then it is sorted', async ({ page, as }) => {
  await as('prosecutor')
  await openRow(page, '#/appeals', TITLES.materials)
  const here = new URL(page.url()).hash
  await step(page, 'request_materials', async (form) => {
    await fill(form, { wanted: '生效裁判文书' })
    await fill(form.locator('.inner'), { about: code('procedural_reply', 'materials'), how: code('delivery', 'mail') })
  })
  await sees(page, t.awaiting_materials)
  await as('liaison', here)
  await step(page, 'supplement_materials', { materials: { name: '民事判决书' } })
  await sees(page, t.registered)
  await main(page).getByText('民事判决书').first().waitFor()
})

walk('a matter is assigned to an office below under an internal limit, and taken back', async ({ page, as }) => {
  await as('prosecutor')
  await openRow(page, '#/appeals', TITLES.assign)
  await step(page, 'accept_appeal', nature('ordinary'))
  await step(page, 'assign_appeal', { to_office: office('331003'), reason: '属地核查' })
  await sees(page, t.assigned)
  await main(page).locator('.clock').filter({ hasText: matter('N05') }).getByText(words.record.clocks.internal).waitFor()
  await refused(page, 'return_assignment', { values: {}, at: 'reason', says: blank })
  await step(page, 'return_assignment', { reason: '改由本院办理' })
  await sees(page, t.accepted)
})

walk('what came from above may be objected to', async ({ page, as }) => {
  await as('prosecutor')
  await openRow(page, '#/appeals', TITLES.object)
  assert.ok((await clocks(page)).includes(matter('R12c')))
  await step(page, 'object_referral', { unit: '台州市信访局', letter_no: '台检异〔2026〕1号', reason: '不属本院职责', ...nature('ordinary') })
  assert.match(await limit(page, matter('R12c')), /9-1/)
})
