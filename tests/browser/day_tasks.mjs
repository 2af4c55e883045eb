// Tasks of the day: a fixed one, a campaign, one out of an appeal; done with a proof, sent back, passed, excused, and how they stand in the grid.
import assert from 'node:assert/strict'
import { code } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { TODAY } from './driving/demo.mjs'
import { addRow, beside, blank, fill, FIRST, held } from './driving/form.mjs'
import { address, drawer, main, newest, openRow, refused, said, sees, step, submit, why, whyNot } from './driving/record.mjs'
import { words } from './driving/tools.mjs'

const t = words.tasks
const FIXED = '每月接待日（九月起）'
const CAMPAIGN = '知识产权保护进站'
const DYNAMIC = '雨污水直排现场回访'
const APPEAL = '反映雨污水直排入河待回访'
const templates = {}
let obligation

/** What the day finds: an appeal, and a reception at each of the two stations. */
const { walk, who } = aDay(({ calls }) => {
  for (const liaison of ['liaison', 'liaison/2']) {
    const [{ person: { stations: [{ record }] } }] = calls(liaison, 'desk_state', [{}])
    calls(liaison, 'log_visit', [{ station: record, visited_on: TODAY, kind: 'reception', summary: '接待日接待三人', present: [{ part: 'host', name: '金菊香' }] }])
    if (liaison === 'liaison') calls(liaison, 'register_appeal', [{ station: record, way: 'visit', received_on: TODAY, title: APPEAL, request: '请回访', anonymous: true }])
  }
})
const station = () => who('liaison').station
const grid = (page) => main(page).getByRole('grid')
const cell = (page, name) => grid(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }).locator('button.cell').first()

async function issue(page, values, items) {
  await fill(main(page), values)
  for (const item of items) await fill(await addRow(main(page), 'items'), item)
  await page.keyboard.press('Control+Enter')
  return address(page, 'tasks/templates')
}

/** Generates what a template asks for; answers how many are new and how many were there. */
async function generate(page, values = {}) {
  await main(page).getByRole('button', { name: words.verbs.generate_obligations, exact: true }).click()
  const form = await drawer(page, words.verbs.generate_obligations)
  await fill(form, values)
  await submit(page, form)
  const told = page.locator('.toasts .toast .text').last()
  const [n, there] = (await told.innerText()).match(/\d+/g).map(Number)
  assert.equal(await told.innerText(), said(t.standing.generated, { n, there }))
  await page.locator('.toasts .toast button.x').last().click()
  return { n, there }
}

walk('a prosecutor issues a fixed task; generating it twice gives each station one', async ({ page, as }) => {
  await as('prosecutor', '#/today')
  await page.keyboard.press('t')
  await page.waitForURL(/#\/tasks\/new$/)
  await main(page).getByRole('button', { name: words.verbs.issue_template }).waitFor()
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(main(page), 'task_title'), blank)
  templates.fixed = await issue(page, { task_title: FIXED, task_content: '每月至少接待一日', recurrence: code('recurrence', 'monthly') }, [{ item_text: '接待群众一次', item_proof: words.record.choices.item_proof.visit }])
  await sees(page, t.templates.states.issued)
  const first = await generate(page, { period: said(t.periods.month, { y: 2026, n: 9 }) })
  assert.ok(first.n >= 130 && first.there === 0, JSON.stringify(first))
  const again = await generate(page, { period: said(t.periods.month, { y: 2026, n: 9 }) })
  assert.deepEqual(again, { n: 0, there: first.n })
  const standing = main(page).locator('section.card').filter({ hasText: t.standing.title })
  await standing.getByText(`${words.parts.grid.states.open} ${first.n}`, { exact: true }).waitFor()
})

walk('a campaign needs its end; it goes to the stations named, which may add actions of their own', async ({ page, as }) => {
  await as('prosecutor', '#/tasks/new')
  const wanted = { task_kind: code('task_kind', 'campaign'), task_title: CAMPAIGN, all_stations: false, target_stations: [station(), who('liaison/2').station], local_actions: true }
  await fill(main(page), wanted)
  await fill(await addRow(main(page), 'items'), { item_text: '宣讲一场', item_proof: words.record.choices.item_proof.activity })
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(main(page), 'task_to'), blank)
  assert.equal(await held(main(page), 'task_title'), CAMPAIGN)
  await fill(main(page), { task_to: '2026-08-31' })
  await page.keyboard.press('Control+Enter')
  await main(page).getByText(said(words.faults.end_before_start, { from: '2026-09-01', to: '2026-08-31' })).waitFor()
  await fill(main(page), { task_to: '2026-10-31' })
  await page.keyboard.press('Control+Enter')
  templates.campaign = await address(page, 'tasks/templates')
  await main(page).getByText(said(t.targets.aside, { n: 2 })).waitFor()
  assert.deepEqual(await generate(page), { n: 2, there: 0 })

  await as('liaison', '#/tasks')
  await openRow(page, '#/tasks', CAMPAIGN)
  await step(page, 'acknowledge_obligation')
  await sees(page, t.states.acknowledged)
  await refused(page, 'add_local_action', { values: {}, at: 'local_action_text', says: blank })
  await step(page, 'add_local_action', { local_action_text: '为渔民画商标维权漫画' })
  await main(page).getByText('为渔民画商标维权漫画').first().waitFor()
})

walk('a dynamic task comes out of an appeal', async ({ page, as, goTo }) => {
  await as('prosecutor', '#/tasks/new')
  await fill(main(page), { task_kind: code('task_kind', 'dynamic'), task_title: DYNAMIC, task_to: '2026-09-26', all_stations: false, target_stations: [station()] })
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(main(page), 'task_origin'), blank)
  await fill(main(page), { task_origin: APPEAL })
  await page.keyboard.press('Control+Enter')
  templates.dynamic = await address(page, 'tasks/templates')
  assert.deepEqual(await generate(page), { n: 1, there: 0 })
  await goTo(`#/tasks/grid?template=${templates.dynamic.split('/').pop()}`)
  // 26 September 2026 is a Saturday of 中秋 (25 to 27): later means Monday the 28th.
  await cell(page, station()).click()
  await main(page).getByText(said(t.due, { on: '9-28' })).waitFor()
})

walk('a team takes a task, proves it with a visit and hands it in; sent back with a reason, it is handed in again and passed', async ({ page, as, goTo }) => {
  await as('liaison')
  await openRow(page, '#/tasks', FIXED)
  obligation = await address(page, 'tasks')
  await sees(page, t.states.issued)
  await step(page, 'acknowledge_obligation')
  await sees(page, t.states.acknowledged)
  assert.match(await whyNot(page, 'submit_obligation'), /还缺/)
  await main(page).getByRole('button', { name: t.items.prove, exact: true }).first().click()
  const form = await drawer(page, words.verbs.prove_obligation)
  await fill(form, { proof_by: FIRST })
  await submit(page, form)
  await main(page).getByText(t.items.done, { exact: true }).waitFor()
  await refused(page, 'submit_obligation', { values: { submission_text: ' ' }, at: 'submission_text', says: blank })
  await step(page, 'submit_obligation', { submission_text: '九月接待日已接待三人' })
  await sees(page, t.states.submitted)
  assert.ok((await whyNot(page, 'pass_obligation')).length > 0)

  await as('prosecutor', obligation)
  await refused(page, 'send_back_obligation', { values: { send_back_reason: '请补接待人数' }, at: 'send_back_code', says: blank, keeps: { send_back_reason: '请补接待人数' } })
  await step(page, 'send_back_obligation', { send_back_code: code('send_back', 'unclear'), send_back_reason: '请补接待人数' })
  await sees(page, t.states.sent_back)
  await main(page).getByText('请补接待人数').first().waitFor()

  await as('liaison', obligation)
  await step(page, 'submit_obligation', { submission_text: '九月接待日已接待三人，均为来访' })
  await as('prosecutor', obligation)
  await step(page, 'pass_obligation', { remark: '材料齐全' })
  await sees(page, t.states.passed)
  assert.match(await newest(page).innerText(), new RegExp(who('prosecutor').name))
  await goTo(`#/tasks/grid?template=${templates.fixed.split('/').pop()}`)
  assert.equal(await cell(page, station()).getAttribute('data-state'), 'done')
})

walk('whoever handed a task in does not review it; a station is excused with its reason', async ({ page, as, goTo }) => {
  await as('prosecutor', `#/tasks/grid?template=${templates.fixed.split('/').pop()}`)
  await cell(page, who('liaison/2').station).click()
  await address(page, 'tasks')
  await main(page).getByRole('button', { name: t.items.prove, exact: true }).first().click()
  const form = await drawer(page, words.verbs.prove_obligation)
  await fill(form, { proof_by: FIRST })
  await submit(page, form)
  await step(page, 'submit_obligation', { submission_text: '检察官到站接待' })
  assert.equal(await whyNot(page, 'pass_obligation'), why('own_work'))

  await goTo(`#/tasks/grid?template=${templates.fixed.split('/').pop()}`)
  const other = grid(page).getByRole('row').filter({ has: page.locator('button.cell[data-state="open"]') }).first()
  const name = (await other.getByRole('rowheader').innerText()).trim()
  await cell(page, name).click()
  await address(page, 'tasks')
  await refused(page, 'excuse_obligation', { values: { excuse_code: code('excuse', 'disaster') }, at: 'excuse_reason', says: blank })
  await step(page, 'excuse_obligation', { excuse_code: code('excuse', 'disaster'), excuse_reason: '台风停办' })
  await sees(page, t.states.excused)
  await goTo(`#/tasks/grid?template=${templates.fixed.split('/').pop()}`)
  await cell(page, name).and(page.locator('[data-state="excused"]')).waitFor()
  for (const [state, n] of [['done', 1], ['review', 1], ['excused', 1], ['late', 0]]) {
    assert.equal(await grid(page).locator(`button.cell[data-state="${state}"]`).count(), n, state)
  }
})
