// The registrar's part of the day: stations by hand and from lists, their teams through time, sub-points, deputies.
import assert from 'node:assert/strict'
import { code, office } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { beside, blank, field, fill, held } from './driving/form.mjs'
import { address, begin, drawer, main, said, sees, submit, toast } from './driving/record.mjs'
import { workbook } from './driving/sheet.mjs'
import { words } from './driving/tools.mjs'

const { walk, who } = aDay()
const NAME = '大陈岛联络站'
let station

const card = (page, title) => main(page).locator('section.card').filter({ has: page.locator('h2').filter({ hasText: new RegExp(`^${title}$`) }) })
const count = async (page) => Number(/\d+/.exec(await main(page).locator('.meta').innerText())[0])
const OFFICE = office('331002')

/** Chooses a file in the system's own dialog. */
async function hand(page, label, name, bytes) {
  const asked = page.waitForEvent('filechooser')
  await main(page).getByRole('button', { name: label, exact: true }).click()
  await (await asked).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
}

walk('a registrar adds a station by hand; a number in use is said beside it and nothing typed is lost', async ({ page, as, goTo }) => {
  await as('registrar', '#/stations')
  const before = await count(page)
  await main(page).getByRole('link', { name: words.verbs.add_station }).click()
  await fill(main(page), { code: 'DC01', station_office: OFFICE, station_name: NAME })
  await page.keyboard.press('Control+Enter')
  station = await address(page, 'stations')
  await main(page).locator('h1').filter({ hasText: NAME }).waitFor()
  await sees(page, words.stations.states.open)

  await goTo('#/stations/new')
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(main(page), 'code'), blank)
  await fill(main(page), { code: 'DC01', station_office: OFFICE, station_name: '重号站' })
  await page.keyboard.press('Control+Enter')
  await field(main(page), 'code').getByText(said(words.faults.code_taken, { code: 'DC01' })).waitFor()
  assert.equal(await held(main(page), 'station_name'), '重号站')
  await fill(main(page), { code: 'DC02', station_name: '下大陈联络站' })
  await page.keyboard.press('Control+Enter')
  await address(page, 'stations')
  await goTo('#/stations')
  assert.equal(await count(page), before + 2)
  const names = main(page).locator('tr[data-row] a')
  await names.first().waitFor()
  assert.deepEqual((await names.allInnerTexts()).slice(0, 2), [NAME, '下大陈联络站'], 'upwards by code')
})

walk('a list of stations shows the fate of every row, and writes nothing before a yes', async ({ page, as, goTo }) => {
  const { import: t } = words.stations
  await as('registrar', '#/stations')
  const before = await count(page)
  await goTo('#/stations/import')
  await hand(page, t.choose, '站点.csv', '站点编号,站点名称,检察院代码,上级站点编号,启用日期\nQS01,前所联络站,331002,,2026-08-03\nQS02,前所分站,331002,QS01,2026-08-03\n坏-3,坏编号站,331002,,2026-08-03\n')
  const rows = main(page).getByRole('table', { name: t.fate_of_rows }).locator('tbody tr')
  await rows.nth(2).waitFor()
  assert.deepEqual(await rows.locator('.tag').allInnerTexts(), [t.fates.refused, t.fates.new, t.fates.new])
  assert.match(await rows.nth(0).innerText(), new RegExp(`4[\\s\\S]*坏-3[\\s\\S]*${said(t.in_column, { column: 'A', says: '' })}`))
  const act = main(page).getByRole('button', { name: said(t.act, { n: 2 }), exact: true })
  assert.equal(await act.getAttribute('aria-disabled'), 'true')
  await main(page).getByText(said(t.refused_first, { n: 1 })).waitFor()
  await goTo('#/stations')
  assert.equal(await count(page), before, 'a dry run writes nothing')

  await goTo('#/stations/import')
  await hand(page, t.choose, '站点.csv', '站点编号,站点名称,检察院代码,上级站点编号,启用日期\nQS01,前所联络站,331002,,2026-08-03\nQS02,前所分站,331002,QS01,2026-08-03\n坏-3,坏编号站,331002,,2026-08-03\n')
  await main(page).getByText(said(t.without, { refused: 1, n: 2 })).click()
  await act.click()
  await main(page).getByText(said(t.result_says, { added: 2, changed: 0, same: 0, refused: 1 })).waitFor()
  await toast(page, said(t.done, { n: 2 })).waitFor()
  await main(page).getByRole('link', { name: t.to_list }).click()
  await main(page).locator('.meta').filter({ hasText: String(before + 2) }).waitFor()
})

walk('a workbook changes a name and adds a station; what is no list is refused in words', async ({ page, as, goTo }) => {
  const { import: t } = words.stations
  await as('registrar', '#/stations/import')
  await hand(page, t.choose, '坏.xlsx', 'no workbook')
  await main(page).locator('.trouble').filter({ hasText: t.another }).waitFor()
  await hand(page, t.choose, '站点.xlsx', workbook([
    ['站点编号', '站点名称', '检察院代码', '启用日期'], ['QS01', '前所街道联络站', '331002', '2026-08-03'], ['HL01', '横峰联络站', '331081', '2026年8月3日'],
  ]))
  const rows = main(page).getByRole('table', { name: t.fate_of_rows }).locator('tbody tr')
  await rows.nth(1).waitFor()
  assert.deepEqual(await rows.locator('.tag').allInnerTexts(), [t.fates.changed, t.fates.new])
  assert.match(await rows.first().innerText(), /前所联络站 → 前所街道联络站/)
  await main(page).getByRole('button', { name: said(t.act, { n: 2 }), exact: true }).click()
  await main(page).getByText(said(t.result_says, { added: 1, changed: 1, same: 0, refused: 0 })).waitFor()
  await goTo('#/stations')
  await main(page).getByRole('search').getByLabel(words.stations.name, { exact: true }).fill('前所街道联络站')
  await main(page).locator('.meta').filter({ hasText: said(words.stations.count, { n: 1 }) }).waitFor()
})

walk('a team has posts from a day to a day, and a past day tells who answered', async ({ page, as }) => {
  const [deputy, chief] = [who('head/deputy').name, who('head/chief').name]
  await as('registrar', station)
  const appoint = async (post, person, from, to) => {
    const form = await begin(page, 'appoint_post')
    await fill(form, { post: code('post', post), person, post_from: from, ...(to ? { post_to: to } : {}) })
    await submit(page, form)
  }
  await appoint('leader', deputy, '2026-08-03', '2026-08-20')
  await appoint('leader', chief, '2026-08-21')
  await appoint('prosecutor', who('prosecutor').name, '2026-08-03')
  await appoint('assistant', who('assistant').name, '2026-08-03')
  await appoint('liaison', who('liaison').name, '2026-08-03')
  await card(page, words.stations.team).getByText(said(words.stations.team_now, { n: 4 })).waitFor()

  const form = await begin(page, 'appoint_post')
  await fill(form, { post: code('post', 'leader'), person: deputy, post_from: '2026-08-20', note: '重复任命' })
  await page.keyboard.press('Control+Enter')
  assert.equal(await beside(form, 'post_from'), said(words.faults.post_taken, { from: '2026-08-21' }))
  assert.equal(await held(form, 'note'), '重复任命')
  await form.getByRole('button', { name: words.parts.cancel, exact: true }).click()
  await page.getByRole('button', { name: words.parts.form.discard, exact: true }).click()

  const asked = card(page, words.stations.answerable)
  for (const [day, leader, other] of [['2026-08-20', deputy, chief], ['2026-08-21', chief, deputy]]) {
    await fill(asked, { [words.stations.that_day]: day })
    const answer = asked.getByRole('status').filter({ hasText: said(words.stations.on_that_day, { day }) })
    await answer.getByRole('link', { name: leader, exact: true }).waitFor()
    assert.equal(await answer.getByRole('link', { name: other, exact: true }).count(), 0, day)
  }
  await fill(asked, { [words.stations.that_day]: '2026-07-01' })
  await asked.getByText(words.stations.nobody_then).waitFor()
})

walk('sub-points and deputies are added, corrected and ended; the toast takes an act back', async ({ page, as }) => {
  await as('registrar', station)
  const points = card(page, words.stations.points)
  let form = await begin(page, 'add_subpoint')
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(form, 'subpoint_name'), blank)
  await fill(form, { subpoint_name: '三山村接待点', station_address: '三山村文化礼堂' })
  await submit(page, form)
  await points.getByText('三山村接待点', { exact: true }).waitFor()
  await points.getByRole('button', { name: `${words.verbs.amend_subpoint} 三山村接待点` }).click()
  form = await drawer(page, words.verbs.amend_subpoint)
  await fill(form, { station_address: '三山村便民服务中心' })
  await submit(page, form)
  await points.getByText('三山村便民服务中心').waitFor()

  form = await begin(page, 'add_subpoint')
  await fill(form, { subpoint_name: '误加的点' })
  await submit(page, form)
  await points.getByText('误加的点', { exact: true }).waitFor()
  await toast(page, words.verbs.add_subpoint).getByRole('button', { name: words.parts.toast.undo, exact: true }).click()
  await toast(page, said(words.record.undone_now, { verb: words.verbs.add_subpoint })).waitFor()
  await points.getByText('误加的点', { exact: true }).waitFor({ state: 'detached' })

  await points.getByRole('button', { name: `${words.verbs.close_subpoint} 三山村接待点` }).click()
  form = await drawer(page, words.verbs.close_subpoint)
  await fill(form, { reason: '场地收回' })
  await submit(page, form)
  await points.getByText(words.stations.states.closed, { exact: true }).waitFor()

  const deputies = card(page, words.stations.deputies)
  form = await begin(page, 'register_deputy')
  await fill(form, { name: '林海燕', phone: '1380576123', levels: [code('deputy_level', 'city'), code('deputy_level', 'township')], term_from: '2022-01-01' })
  await page.keyboard.press('Control+Enter')
  assert.equal(await beside(form, 'phone'), words.faults.check_failed)
  assert.equal(await held(form, 'name'), '林海燕')
  await fill(form, { phone: '13805761234' })
  await submit(page, form)
  const row = deputies.getByRole('row').filter({ hasText: '林海燕' })
  await row.getByText(words.people.states.serving, { exact: true }).waitFor()
  assert.doesNotMatch(await row.innerText(), /13805761234/)
  await row.getByRole('button', { name: words.record.more }).click()
  await row.getByRole('menuitem', { name: words.verbs.end_deputy }).click()
  form = await drawer(page, words.verbs.end_deputy)
  await fill(form, { reason: '辞去代表职务' })
  await submit(page, form)
  await toast(page, words.verbs.end_deputy).waitFor()
})
