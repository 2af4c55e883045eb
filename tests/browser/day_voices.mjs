// Deputies' voices: registered, sorted each way, studied, answered, evaluated by another, settled and archived; a formal proposal by its own steps.
import assert from 'node:assert/strict'
import { code } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { beside, blank, card, fill, FIRST, held } from './driving/form.mjs'
import { address, begin, discard, main, newest, refused, said, sees, step, why, whyNot } from './driving/record.mjs'
import { words } from './driving/tools.mjs'

const t = words.voices.states
const choices = words.record.choices
const { walk, who } = aDay()
const here = {}

/** A liaison writes down what a deputy said. */
async function raise(at, key, values) {
  await at.as('liaison', '#/voices/new')
  await fill(main(at.page), { deputy: FIRST, ...values })
  await at.page.keyboard.press('Control+Enter')
  here[key] = await address(at.page, 'voices')
}

walk('a liaison registers a voice; what is missing is said beside it; it is corrected afterwards', async (at) => {
  const { page, as } = at
  await as('liaison', '#/today')
  await page.keyboard.press('d')
  await page.waitForURL(/#\/voices\/new$/)
  await fill(main(page), { voice_title: '建议公开河长巡查记录' })
  await page.keyboard.press('Control+Enter')
  for (const key of ['deputy', 'voice_content']) assert.match(await beside(main(page), key), blank)
  assert.equal(await held(main(page), 'voice_title'), '建议公开河长巡查记录')
  await fill(main(page), { deputy: FIRST, voice_content: '巡查记录向代表公开', voice_kind: code('voice_kind', 'governance') })
  await page.keyboard.press('Control+Enter')
  here.study = await address(page, 'voices')
  await sees(page, t.collected)
  await step(page, 'amend_voice', { voice_title: '建议公开河长巡查记录和整改结果' })
  await main(page).locator('h1').filter({ hasText: '整改结果' }).waitFor()
  assert.match(await newest(page).innerText(), /建议公开河长巡查记录[\s\S]*→[\s\S]*整改结果/)
  assert.ok((await whyNot(page, 'sort_voice')).length > 0, 'a liaison does not sort')
})

walk('a voice is studied, adopted in part, answered after a talk', async (at) => {
  const { page, as } = at
  await as('prosecutor', here.study)
  await refused(page, 'sort_voice', { values: {}, at: 'route', says: blank })
  await step(page, 'sort_voice', { route: choices.route.study, sort_reason: '属社会治理建议' })
  await sees(page, t.studying)
  await as('head/section', here.study)
  await refused(page, 'decide_voice', { values: { adoption: choices.adoption.partly }, at: 'adoption_reason', says: blank })
  await step(page, 'decide_voice', { adoption: choices.adoption.partly, adoption_reason: '巡查记录部分公开' })
  await sees(page, t.partly)
  await as('prosecutor', here.study)
  assert.match(await whyNot(page, 'answer_voice'), new RegExp(words.lacks.contact))
  await step(page, 'communicate_voice', { phase: choices.phase.before, contact_how: code('delivery', 'phone'), contact_text: '电话沟通' })
  await refused(page, 'answer_voice', { values: { answer: '正在推动公开' }, at: 'class', says: blank, keeps: { answer: '正在推动公开' } })
  await step(page, 'answer_voice', { class: code('answer_class', 'B'), answer: '正在推动公开', reply_form: code('reply_form', 'oral'), answer_proof: { name: '当面答复记录' } })
  await sees(page, t.answered)
  assert.equal(await whyNot(page, 'evaluate_voice'), why('own_work'))
})

walk('a deputy who is dissatisfied twice: done again once, settled by a leader, archived', async (at) => {
  const { page, as } = at
  const rated = { result_rating: code('evaluation', 'dissatisfied'), collected_how: code('delivery', 'phone'), rating_reason: '未见公开' }
  await as('assistant', here.study)
  await refused(page, 'evaluate_voice', { values: { result_rating: rated.result_rating, collected_how: rated.collected_how }, at: 'rating_reason', says: blank })
  await step(page, 'evaluate_voice', rated)
  await sees(page, t.reworking)
  await as('prosecutor', here.study)
  await step(page, 'answer_voice', { class: code('answer_class', 'A'), answer: '已公开', reply_form: code('reply_form', 'written'), answer_proof: { name: '送达回证' } })
  await as('assistant', here.study)
  await step(page, 'evaluate_voice', rated)
  await sees(page, t.evaluated)
  assert.match(await whyNot(page, 'archive_voice'), /还缺/)
  await as('head/deputy', here.study)
  await refused(page, 'settle_voice', { values: {}, at: 'finding', says: blank })
  await step(page, 'settle_voice', { finding: '已尽到职责' })
  await main(page).getByText(words.voices.still_dissatisfied).first().waitFor()
  await as('assistant', here.study)
  await step(page, 'archive_voice', { archive_volume: '2026-声-3' })
  await sees(page, t.archived)
})

walk('what is about a case may not stay a proposal: only the ways out are offered, and it becomes an appeal', async (at) => {
  const { page, as } = at
  await raise(at, 'case', { voice_title: '某案久拖不决', voice_content: '请督促', voice_kind: code('voice_kind', 'work') })
  await as('prosecutor', here.case)
  const form = await begin(page, 'sort_voice')
  const routes = form.locator('.field').filter({ hasText: words.fields.route }).last()
  await fill(form, { route: choices.route.study, about_open_case: true })
  assert.ok(!(await routes.innerText()).includes(choices.route.study) && !(await routes.innerText()).includes(choices.route.to_proposal))
  await discard(page, form)
  await step(page, 'sort_voice', async (again) => {
    await fill(again, { about_open_case: true, route_of_case: choices.route.to_appeal })
    await fill(again, { request: '请督促' })
    await fill(card(again, 'petitioner'), { name: '徐国平' })
  })
  await sees(page, t.became_appeal)
  await main(page).getByRole('link', { name: '某案久拖不决' }).first().click()
  await address(page, 'appeals')
  await sees(page, words.appeals.states.registered)
})

walk('a formal proposal is taken on by its own limits, or given back', async (at) => {
  const { page, as } = at
  for (const key of ['given_back', 'taken']) {
    await raise(at, key, { voice_title: `关于规范涉渔检察的建议（${key}）`, voice_content: '规范涉渔检察' })
    await as('prosecutor', here[key])
    await step(page, 'sort_voice', { route: choices.route.to_proposal })
    await sees(page, t.proposed)
    await refused(page, 'assign_proposal', { values: { assigned_by: '市人大常委会' }, at: 'proposal_no', says: blank, keeps: { assigned_by: '市人大常委会' } })
    await step(page, 'assign_proposal', { proposal_no: `台人建〔2026〕${key === 'taken' ? 12 : 13}号`, assigned_by: '市人大常委会', difficult: key === 'taken' })
    await sees(page, t.assigned)
  }
  await as('prosecutor', here.given_back)
  await refused(page, 'return_proposal', { values: {}, at: 'return_reason', says: blank })
  await step(page, 'return_proposal', { return_reason: '不属检察机关职责' })
  await sees(page, t.returned)

  await as('prosecutor', here.taken)
  await step(page, 'accept_proposal')
  await sees(page, t.handling)
  // Tuesday 1 September and six months: Monday 1 March 2027.
  await main(page).locator('.clock').getByText(/2027-03-01|2027-3-1/).first().waitFor()
  for (const phase of ['before', 'during']) {
    await step(page, 'communicate_voice', { phase: choices.phase[phase], contact_how: code('delivery', 'in_person'), contact_text: '听取意见' })
  }
  await step(page, 'answer_voice', { class: code('answer_class', 'A'), answer: '已采纳', reply_form: code('reply_form', 'written'), answer_proof: { name: '送达回证' } })
  await sees(page, t.answered)
  assert.match(await newest(page).innerText(), new RegExp(who('prosecutor').name))
})
