// A limit is extended, paused and resumed: each asked for with a reason, decided by who may, or recorded from paper and confirmed.
import assert from 'node:assert/strict'
import { code, matter } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { TODAY } from './driving/demo.mjs'
import { blank, FIRST } from './driving/form.mjs'
import { limit, main, openRow, refused, sees, step, why, whyNot } from './driving/record.mjs'
import { words } from './driving/tools.mjs'

const TITLES = { ordinary: '反映河道污水直排待延期', litigation: '不服民事判决申请监督待中止' }

const { walk, who } = aDay(({ calls }) => {
  const [{ person: { stations: [{ record: station }] } }] = calls('liaison', 'desk_state', [{}])
  const made = calls('liaison', 'register_appeal', Object.values(TITLES).map((title) => ({
    station, title, way: 'visit', received_on: TODAY, request: '请督促整改', category: title === TITLES.litigation ? 'civil_supervision' : 'other', n_people: 1, people: [{ part: 'petitioner', kind: 'person', name: '柯美芳' }],
  })))
  const natures = ['ordinary', 'litigation']
  calls('prosecutor', 'accept_appeal', made.map(({ value: { record }, seen }, n) => ({ record, seen: seen[record], nature: natures[n], purpose: 'redress', on: TODAY })))
})

const clock = (page, rule) => main(page).locator('.clock').filter({ hasText: matter(rule) }).first()

walk('who takes a matter on asks for thirty days more; a deputy chief grants it and the due day moves', async ({ page, as }) => {
  await as('assistant')
  await openRow(page, '#/appeals', TITLES.ordinary)
  const here = new URL(page.url()).hash
  await step(page, 'take_on_appeal')
  await sees(page, words.appeals.states.handling)
  await refused(page, 'request_extension', { values: { clock: matter('R12d'), amount: 31, reason: '需现场监测' }, at: 'amount', says: /1 至 30/, keeps: { reason: '需现场监测' } })
  const before = await limit(page, matter('R12d'))
  await step(page, 'request_extension', { clock: matter('R12d'), amount: 30, reason: '需现场监测' })
  await main(page).getByText(new RegExp(`${words.record.choices.request.extend}.*需现场监测`)).first().waitFor()
  assert.equal(await limit(page, matter('R12d')), before, 'asking changes nothing')
  await as('head/section', here)
  assert.match(await whyNot(page, 'grant_request'), new RegExp(words.levels.deputy))
  await as('head/deputy', here)
  await step(page, 'grant_request', { id: FIRST })
  // Tuesday 1 September and 90 days: Monday 30 November.
  await clock(page, 'R12d').getByText(/11-30/).first().waitFor()
  await main(page).locator('p.waiting').waitFor({ state: 'detached' })
})

walk('a supervision case counts by itself, an event meets its first limit; the other pauses while the file is called in', async ({ page, as }) => {
  await as('assistant')
  await openRow(page, '#/appeals', TITLES.litigation)
  const here = new URL(page.url()).hash
  await step(page, 'take_on_appeal')
  // Accepted: both limits run by themselves. Tuesday 1 September and three months: Tuesday 1 December.
  await clock(page, 'R11.3').getByText(/12-01|12-1/).first().waitFor()
  await refused(page, 'record_event', { values: { event: code('event', 'acceptance_served'), event_on: '2026-08-31', proof: { name: '送达回证' } }, at: 'event_on', says: /早于/ })
  await step(page, 'record_event', { event: code('event', 'acceptance_served'), event_on: TODAY, proof: { name: '送达回证' } })
  await clock(page, 'R11.1').getByText(code('event', 'acceptance_served')).first().waitFor()

  await as('assistant', here)
  await refused(page, 'request_pause', { values: { clock: matter('R11.3'), pause_reason: code('pause', 'case_file'), from_on: TODAY, until_on: '2026-08-31' }, at: 'until_on', says: /早于/ })
  await step(page, 'request_pause', { clock: matter('R11.3'), pause_reason: code('pause', 'case_file'), from_on: TODAY, until_on: '2026-09-11' })
  await as('head/section', here)
  await step(page, 'grant_request', { id: FIRST })
  await clock(page, 'R11.3').getByText(/12-10/).first().waitFor()
})

walk('while it stands still its tag says so; it goes on when the file is there', async ({ page, as }) => {
  await as('assistant')
  await openRow(page, '#/appeals', TITLES.litigation)
  const here = new URL(page.url()).hash
  assert.match(await limit(page, matter('R11.3')), new RegExp(words.parts.clock.paused))
  await step(page, 'request_resume', { clock: matter('R11.3'), reason: '已调阅卷宗' })
  await as('head/section', here)
  await step(page, 'grant_request', { id: FIRST })
  assert.doesNotMatch(await limit(page, matter('R11.3')), new RegExp(words.parts.clock.paused))
}, { today: '2026-09-03' })

walk('a request is refused with its reason; another is granted on paper and waits for who signed', async ({ page, as }) => {
  await as('assistant')
  await openRow(page, '#/appeals', TITLES.litigation)
  const here = new URL(page.url()).hash
  const ask = { clock: matter('R11.3'), pause_reason: code('pause', 'expert'), from_on: '2026-09-03', until_on: '2026-09-11' }
  await step(page, 'request_pause', ask)
  await as('head/section', here)
  await refused(page, 'refuse_request', { values: { id: FIRST }, at: 'reason', says: blank })
  await step(page, 'refuse_request', { id: FIRST, reason: '不必咨询' })
  await main(page).locator('p.waiting').waitFor({ state: 'detached' })

  await as('assistant', here)
  await step(page, 'request_pause', ask)
  await step(page, 'record_paper_grant', { id: FIRST, approver: who('head/section').name, paper: { name: '审批表' } })
  assert.match(await limit(page, matter('R11.3')), new RegExp(words.parts.clock.paused))
  await as('head/chief', here)
  assert.equal(await whyNot(page, 'confirm_paper_grant'), why('not_yours'))
  await as('head/section', here)
  await step(page, 'confirm_paper_grant', { id: FIRST })
}, { today: '2026-09-04' })
