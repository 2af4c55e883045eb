// Activities: planned, changed, cancelled, held with those who came; opinions become records; a hearing needs its approval, notice and hearers.
import assert from 'node:assert/strict'
import { code } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { addRow, beside, blank, card, fill, FIRST, held } from './driving/form.mjs'
import { address, begin, discard, drawer, main, newest, refused, said, saved, sees, step, submit, whyNot } from './driving/record.mjs'
import { textOf } from './driving/sheet.mjs'
import { words } from './driving/tools.mjs'

const t = words.activities
const HELD_ON = '2026-09-07'
const { walk, who } = aDay()
const here = {}
const section = (page, title) => main(page).locator('section.card').filter({ has: page.locator('h2').filter({ hasText: title }) })

async function plan(at, role, values) {
  await at.as(role, '#/activities/new')
  await fill(main(at.page), { activity_kind: code('activity', 'HD01'), scheduled_on: HELD_ON, place: '文化礼堂', ...values })
}
async function planned(at, key) {
  await at.page.keyboard.press('Control+Enter')
  here[key] = await address(at.page, 'activities')
  await sees(at.page, t.states.planned)
}

/** The sign-in sheet as its reader sees it, without the spaces of its columns. */
async function signInSheet(page) {
  const { name, path } = await saved(page, () => main(page).getByRole('button', { name: words.verbs.print_sign_in }).click())
  assert.match(name, new RegExp(`-HD-.*-${t.sheet}\\.pdf$`))
  return textOf(path).replace(/\s/g, '')
}

walk('a talk is planned, its topic changed; another is cancelled with a reason', async (at) => {
  const { page } = at
  await at.as('liaison', '#/today')
  await page.keyboard.press('h')
  await page.waitForURL(/#\/activities\/new$/)
  await main(page).getByRole('button', { name: words.verbs.plan_activity }).waitFor()
  await page.keyboard.press('Control+Enter')
  for (const key of ['activity_kind', 'topic', 'scheduled_on']) assert.match(await beside(main(page), key), blank)
  await fill(main(page), { activity_kind: code('activity', 'HD01'), topic: '送法进渔村', scheduled_on: '2026-09-01', place: '文化礼堂' })
  await fill(await addRow(main(page), 'invited'), { attendance_part: code('attendance', 'host'), attendant: who('liaison').name })
  await fill(await addRow(main(page), 'invited'), { attendance_part: code('attendance', 'unit'), attendant_name: '缺席的渔业公司' })
  await planned(at, 'talk')
  for (const name of [who('liaison').name, '缺席的渔业公司']) await section(page, t.attendance.title).getByText(name).waitFor()
  await step(page, 'amend_activity', { topic: '送法进渔村：反诈' })
  await main(page).locator('h1').filter({ hasText: '反诈' }).waitFor()

  await plan(at, 'liaison', { topic: '不开的座谈' })
  await planned(at, 'cancelled')
  await refused(page, 'cancel_activity', { values: {}, at: 'cancel_reason', says: blank })
  await step(page, 'cancel_activity', { cancel_reason: '台风停办' })
  await sees(page, t.states.cancelled)
  assert.match(await newest(page).innerText(), /台风停办/)
})

walk('it is held with those who came by their part; each opinion becomes an appeal, a voice, or nothing with a reason', async (at) => {
  const { page, as } = at
  await as('liaison', here.talk)
  await step(page, 'hold_activity', async (form) => {
    const asked = form.getByRole('group', { name: words.fields.attended, exact: true }).locator(':scope > .row')
    await asked.filter({ hasText: code('attendance', 'unit') }).getByRole('button', { name: words.record.remove_row, exact: true }).click()
    const deputy = await addRow(form, 'attended')
    await fill(deputy, { attendance_part: code('attendance', 'deputy'), attendant: FIRST })
    await fill(form, { n_public: 12, minutes: '三人发言' })
    for (const [text, becomes, more] of [['有人被电信诈骗', 'appeal', {}], ['建议定期宣讲', 'voice', { opinion_deputy: FIRST }], ['讲得好', 'nothing', { set_aside: '当场致谢' }]]) {
      await fill(await addRow(form, 'opinions'), { opinion_text: text, becomes: words.record.choices.becomes[becomes], ...more })
    }
  })
  await sees(page, t.states.held)
  const came = section(page, t.attendance.title)
  for (const part of ['host', 'deputy']) await came.getByText(code('attendance', part), { exact: true }).waitFor()
  await came.getByText(said(t.attendance.public, { n: 12 })).waitFor()
  const deputy = (await came.locator('dl > div').filter({ hasText: code('attendance', 'deputy') }).locator('dd').innerText()).trim()

  const opinions = section(page, t.opinions.title)
  await opinions.getByText(said(t.opinions.open, { n: 2 })).waitFor()
  let form = await begin(page, 'close_activity')
  await page.keyboard.press('Control+Enter')
  await form.getByText(words.lacks.opinions_settled).first().waitFor()
  await discard(page, form)
  await opinions.getByRole('button', { name: t.opinions.as_appeal }).click()
  form = await drawer(page, words.verbs.settle_opinion)
  await fill(form, { title: '' })
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(form, 'title'), blank)
  await fill(form, { title: '被骗求助', request: '请指引' })
  await form.getByRole('button', { name: words.record.parts.petitioner }).click()
  await fill(card(form, 'petitioner'), { name: '应阿香' })
  await submit(page, form)
  await opinions.getByRole('link', { name: '被骗求助' }).waitFor()
  await opinions.getByRole('button', { name: t.opinions.as_voice }).click()
  form = await drawer(page, words.verbs.settle_opinion)
  await fill(form, { voice_kind: code('voice_kind', 'work') })
  await submit(page, form)
  await opinions.getByRole('link', { name: '建议定期宣讲' }).waitFor()

  const sheet = await signInSheet(page)
  for (const there of [t.sheet, '送法进渔村：反诈', '文化礼堂', who('liaison').name, deputy.replace(/\s/g, '')]) assert.ok(sheet.includes(there), `${there} of ${sheet}`)
  assert.doesNotMatch(sheet, /缺席的渔业公司|应阿香|电信诈骗|三人发言|1\d{10}/)

  await step(page, 'close_activity')
  await sees(page, t.states.closed)
  await opinions.getByRole('link', { name: '被骗求助' }).click()
  await address(page, 'appeals')
  await sees(page, words.appeals.states.registered)
})

walk('a hearing two days ahead is too late for its notice', async (at) => {
  const { page } = at
  await plan(at, 'prosecutor', { station: who('liaison').station, activity_kind: code('activity', 'HD02'), topic: '来不及告知的听证', scheduled_on: '2026-09-03', openness: words.record.choices.openness.public })
  await planned(at, 'late')
  const form = await begin(page, 'give_notice')
  await fill(form, { activity_notice: '站点公告栏张贴' })
  await page.keyboard.press('Control+Enter')
  await form.getByText(said(words.faults.notice_too_late, { notice_on: '2026-09-01', event_on: '2026-09-03', latest_on: '2026-08-31' })).waitFor()
  assert.equal(await held(form, 'activity_notice'), '站点公告栏张贴')
  await discard(page, form)
})

walk('a hearing gets its notice and three hearers without interest', async (at) => {
  const { page } = at
  await plan(at, 'prosecutor', { station: who('liaison').station, activity_kind: code('activity', 'HD02'), topic: '河道整治听证', openness: words.record.choices.openness.public })
  await main(page).getByRole('button', { name: words.record.parts.petitioner, exact: true }).click()
  await fill(card(main(page), 'petitioner'), { name: '徐金法' })
  await planned(at, 'hearing')
  const hearing = section(page, t.hearing.title).first()
  await hearing.getByText(t.hearing.before).waitFor()
  assert.match(await whyNot(page, 'hold_activity'), new RegExp(words.lacks.notice))
  await step(page, 'give_notice', { activity_notice: '站点公告栏张贴', activity_to: '社会公众' })

  const form = await begin(page, 'name_hearers')
  const hearers = form.getByRole('group', { name: words.fields.hearers, exact: true }).locator(':scope > .row')
  const refusedWith = async (sentence) => {
    await page.keyboard.press('Control+Enter')
    await form.getByText(sentence, { exact: true }).waitFor()
  }
  const called = (name) => ({ name, hearer_born_on: '1980-01-01' })
  await fill(hearers.first(), called('甲一'))
  await fill(await addRow(form, 'hearers'), called('乙二'))
  await refusedWith(said(words.faults.hearer_count, { n: 2, least: 3, most: 7, wording: words.settings.rule.wordings.unverified }))
  await fill(await addRow(form, 'hearers'), called('徐金法'))
  await refusedWith(said(words.faults.hearer_unfit, { name: '徐金法', why: words.lacks.is_party }))
  await fill(hearers.nth(2), { name: '丙三', interest: '与申请人是邻居' })
  await refusedWith(said(words.faults.hearer_unfit, { name: '丙三', why: words.lacks.interest }))
  await fill(hearers.nth(2), { interest: '' })
  await submit(page, form)
  for (const one of ['甲一', '乙二', '丙三']) await hearing.getByText(one, { exact: true }).waitFor()

  const sheet = await signInSheet(page)
  for (const there of ['河道整治听证', '甲一', '乙二', '丙三', code('attendance', 'hearer')]) assert.ok(sheet.includes(there), `${there} of ${sheet}`)
  assert.doesNotMatch(sheet, /徐金法|1980/)
})

walk('without the chief it is not held; sent back once, then the chief\'s word stands on paper and is confirmed', async ({ page, as }) => {
  const hearing = section(page, t.hearing.title).first()
  const chief = who('head/chief').name
  await as('prosecutor', here.hearing)
  assert.match(await whyNot(page, 'hold_activity'), new RegExp(words.lacks.approval))
  await refused(page, 'ask_hearing_approval', { values: {}, at: 'ask_reason', says: blank })
  await step(page, 'ask_hearing_approval', { ask_reason: '便于群众参加' })
  await as('head/section', here.hearing)
  assert.match(await whyNot(page, 'approve_hearing'), new RegExp(words.levels.chief))
  await as('head/chief', here.hearing)
  await refused(page, 'send_back_hearing', { values: {}, at: 'reason', says: blank })
  await step(page, 'send_back_hearing', { reason: '先听取街道意见' })
  await hearing.getByText(t.hearing.verdicts.sent_back, { exact: true }).waitFor()

  await as('prosecutor', here.hearing)
  await refused(page, 'record_hearing_approval', { values: { approver: chief }, at: 'paper', says: blank })
  await step(page, 'record_hearing_approval', { approver: chief, paper: { name: '听证呈批表' } })
  await hearing.getByText(t.hearing.verdicts.recorded, { exact: true }).waitFor()
  await as('head/chief', here.hearing)
  await refused(page, 'confirm_hearing_approval', { values: { confirming: words.record.choices.confirming.dispute }, at: 'reason', says: blank })
  await step(page, 'confirm_hearing_approval', { confirming: words.record.choices.confirming.confirm })
  await hearing.getByText(t.hearing.ready).waitFor()
})

walk('the hearing is held and its seven steps are written down before it is closed', async (at) => {
  const { page, as } = at
  await as('prosecutor', here.hearing)
  await step(page, 'hold_activity', { held_on: HELD_ON, n_public: 5, minutes: '听证笔录附后' })
  await sees(page, t.states.held)
  const hearing = section(page, t.hearing.title).first()
  await hearing.getByText(t.hearing.after).waitFor()
  await step(page, 'record_hearing', async (form) => {
    for (const [key, label] of [['steps', 'step_text'], ['hearer_opinions', 'hearer_opinion']]) {
      const rows = form.getByRole('group', { name: words.fields[key], exact: true }).locator(':scope > .row')
      for (let n = 0; n < await rows.count(); n += 1) await fill(rows.nth(n), { [label]: `第 ${n + 1} 条记录` })
    }
    await fill(form, { majority: '同意整治方案', adopts: words.record.choices.adopts.adopted, recording_no: '录-2026-09', signed_on: HELD_ON })
  })
  await hearing.getByText(t.hearing.whole).waitFor()
  for (const label of Object.values(words.record.choices.step)) await hearing.getByText(new RegExp(`${label}$`)).waitFor()
  await step(page, 'close_activity')
  await sees(page, t.states.closed)
}, { today: HELD_ON })
