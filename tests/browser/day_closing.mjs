// The end of a matter: concluded with approval, on paper too, delivered, evaluated by another, done again once, settled and archived.
import assert from 'node:assert/strict'
import { code } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { TODAY } from './driving/demo.mjs'
import { begin, main, newest, openRow, refused, sees, step, discard, why, whyNot } from './driving/record.mjs'
import { beside, blank, fill, held } from './driving/form.mjs'
import { words } from './driving/tools.mjs'

const t = words.appeals.states
const TITLES = { round: '反映污水直排待办结', silent: '反映路灯不亮待联系' }
const REPLY = '经查属实，已督促水务部门整改。'
const conclusion = { outcome: code('conclusion', 'support'), reply: REPLY, explanation: '说明了水污染防治的规定。', reply_form: code('reply_form', 'written'), proofs: { name: '整改照片' } }
const rating = (level, reason) => ({ rating: code('evaluation', level), evaluated_how: code('delivery', 'phone'), ...(reason ? { rating_reason: reason } : {}) })
const delivery = { delivered_how: code('delivery', 'in_person'), proof: { name: '送达回证' } }

const { walk, round, who } = aDay(({ calls }) => {
  const [{ person: { stations: [{ record: station }] } }] = calls('liaison', 'desk_state', [{}])
  const made = calls('liaison', 'register_appeal', Object.values(TITLES).map((title) => ({
    station, title, way: 'visit', received_on: TODAY, request: '请督促整改', category: 'other', n_people: 1, people: [{ part: 'petitioner', kind: 'person', name: '柯美芳', phone: '13905767788' }],
  })))
  const accepted = calls('prosecutor', 'accept_appeal', made.map(({ value: { record }, seen }) => ({ record, seen: seen[record], nature: 'ordinary', on: TODAY })))
  calls('assistant', 'take_on_appeal', accepted.map(({ seen }) => { const [[record, heads]] = Object.entries(seen); return { record, seen: heads } }))
})

const here = {}
async function open(at, who, key) {
  if (here[key]) return at.as(who, here[key])
  await at.as(who)
  await openRow(at.page, '#/appeals', TITLES[key])
  here[key] = new URL(at.page.url()).hash
}

round('a conclusion needs reply, explanation and proof; the head of section sends it back once', async (at) => {
  const { page } = at
  await open(at, 'assistant', 'round')
  await sees(page, t.handling)
  await step(page, 'note_progress', { progress: '已现场查看', told_how: code('delivery', 'phone') })
  const form = await begin(page, 'propose_conclusion')
  await fill(form, { outcome: conclusion.outcome, reply: REPLY })
  await page.keyboard.press('Control+Enter')
  for (const key of ['explanation', 'reply_form', 'proofs']) assert.match(await beside(form, key), blank)
  assert.equal(await held(form, 'reply'), REPLY)
  await discard(page, form)
  await step(page, 'propose_conclusion', conclusion)
  await sees(page, t.concluding)

  await open(at, 'liaison', 'round')
  assert.ok(!(await main(page).innerText()).includes(REPLY), 'a draft never lies at the station')
  await open(at, 'head/section', 'round')
  await main(page).getByText(REPLY).first().waitFor()
  await refused(page, 'send_back_conclusion', { values: {}, at: 'reason', says: blank })
  await step(page, 'send_back_conclusion', { reason: '补充监测数据' })
  await sees(page, t.handling)
  await open(at, 'assistant', 'round')
  await step(page, 'propose_conclusion', conclusion)
})

round('an approval on paper is marked until who signed confirms it; it may be disowned', async (at) => {
  const { page } = at
  const paper = { approver: who('head/section').name, paper: { name: '呈批表' } }
  await open(at, 'assistant', 'round')
  await refused(page, 'record_paper_approval', { values: { approver: paper.approver }, at: 'paper', says: blank })
  await step(page, 'record_paper_approval', paper)
  await sees(page, t.concluded)
  await open(at, 'head/chief', 'round')
  assert.equal(await whyNot(page, 'confirm_paper_approval'), why('not_yours'))
  await open(at, 'head/section', 'round')
  await step(page, 'dispute_paper_approval', { reason: '未批示过此件' })
  assert.match(await newest(page).innerText(), /未批示过此件/)
})

round('what was disowned is approved anew, and delivered to the petitioner with a proof', async (at) => {
  const { page } = at
  await open(at, 'assistant', 'round')
  await step(page, 'propose_conclusion', conclusion)
  await open(at, 'head/section', 'round')
  await step(page, 'approve_conclusion')
  await sees(page, t.concluded)
  await open(at, 'assistant', 'round')
  await refused(page, 'deliver_appeal', { values: { note: '当面' }, at: 'delivered_how', says: blank, keeps: { note: '当面' } })
  await step(page, 'deliver_appeal', delivery)
  await sees(page, t.delivered)
})

round('another than the handler records the evaluation; dissatisfied, it is done again once', async (at) => {
  const { page } = at
  await open(at, 'assistant', 'round')
  assert.equal(await whyNot(page, 'evaluate_appeal'), why('own_work'))
  await open(at, 'assistant/2', 'round')
  await refused(page, 'evaluate_appeal', { values: { rating_reason: '河水仍浑' }, at: 'rating', says: blank, keeps: { rating_reason: '河水仍浑' } })
  await step(page, 'evaluate_appeal', rating('dissatisfied', '河水仍浑'))
  await sees(page, t.reworking)
  await open(at, 'assistant', 'round')
  await step(page, 'propose_conclusion', conclusion)
  await open(at, 'head/section', 'round')
  await step(page, 'approve_conclusion')
  await open(at, 'assistant', 'round')
  await step(page, 'deliver_appeal', delivery)
  await open(at, 'assistant/2', 'round')
  await step(page, 'evaluate_appeal', rating('dissatisfied', '河水仍浑'))
  await sees(page, t.evaluated)
})

round('only a leader settles what stays dissatisfied; then it is archived and nothing more can be done', async (at) => {
  const { page } = at
  await open(at, 'assistant', 'round')
  assert.match(await whyNot(page, 'archive_appeal'), /还缺/)
  await open(at, 'head/section', 'round')
  assert.match(await whyNot(page, 'settle_appeal'), new RegExp(words.levels.deputy))
  await open(at, 'head/deputy', 'round')
  await refused(page, 'settle_appeal', { values: {}, at: 'finding', says: blank })
  await step(page, 'settle_appeal', { finding: '已尽到监督职责，河道整治列入明年计划' })
  await sees(page, t.settled)
  await open(at, 'assistant', 'round')
  await step(page, 'set_external_no', { number: '台检控申受〔2026〕33100000001号', unusual: '演示编号' })
  await step(page, 'archive_appeal', { archive_volume: '2026-12' })
  await sees(page, t.archived)
  assert.match(await newest(page).innerText(), new RegExp(who('assistant').name))
})

for (const [n, today] of ['2026-09-02', '2026-09-03', '2026-09-04'].entries()) {
  walk(`nobody answers, attempt ${n + 1} of three`, async (at) => {
    const { page } = at
    await open(at, 'assistant', 'silent')
    if (n === 0) {
      await step(page, 'propose_conclusion', conclusion)
      await open(at, 'head/section', 'silent')
      await step(page, 'approve_conclusion')
      await open(at, 'assistant', 'silent')
    }
    await step(page, 'log_contact_attempt', { contact_how: code('delivery', 'phone'), contact_result: code('no_contact', 'no_answer'), note: `第 ${n + 1} 次` })
    assert.match(await newest(page).innerText(), new RegExp(`第 ${n + 1} 次`))
    if (n < 2) return
    await step(page, 'deliver_appeal', { delivered_how: words.record.not_owed, note: '三次联系不上' })
    await open(at, 'assistant/2', 'silent')
    await step(page, 'evaluate_appeal', rating('unreachable'))
    await open(at, 'assistant', 'silent')
    await step(page, 'archive_appeal')
    await sees(page, t.archived)
  }, { today })
}
