// The head's part: every number opens exactly its list, lists go out, forms are printed, work changes hands.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { code } from './driving/codes.mjs'
import { aDay } from './driving/day.mjs'
import { TODAY } from './driving/demo.mjs'
import { beside, blank, fill, held } from './driving/form.mjs'
import { address, drawer, main, newest, openRow, refused, said, saved, step, toast } from './driving/record.mjs'
import { cellsOf, textOf } from './driving/sheet.mjs'
import { ROOT, words } from './driving/tools.mjs'

const TITLES = { first: '移交甲：反映河道污水', second: '移交乙：反映路灯不亮' }
const { walk, who } = aDay(({ calls }) => {
  const [{ person: { stations: [{ record: station }] } }] = calls('liaison', 'desk_state', [{}])
  const made = calls('liaison', 'register_appeal', Object.values(TITLES).map((title) => ({
    station, title, way: 'visit', received_on: TODAY, request: '请督促整改', facts: '每逢下雨东侧雨水口有黑水外排。', category: 'other', n_people: 1,
    people: [{ part: 'petitioner', kind: 'person', name: '柯美芳', phone: '13905767788' }],
  })))
  const accepted = calls('prosecutor', 'accept_appeal', made.map(({ value: { record }, seen }) => ({ record, seen: seen[record], nature: 'ordinary', on: TODAY })))
  calls('assistant', 'take_on_appeal', accepted.map(({ seen }) => { const [[record, heads]] = Object.entries(seen); return { record, seen: heads } }))
})
/** What stands below the rows of every list. */
const sheet = JSON.parse(readFileSync(join(ROOT, 'assets/templates/sheet.json'), 'utf8'))
const FOOTER = 7
const meta = async (page) => Number(/\d+/.exec(await main(page).locator('.meta').filter({ hasText: /\d/ }).innerText())[0])

/** Somebody of the staff, by the box above the list. */
async function person(page, goTo, name) {
  await goTo('#/people')
  await main(page).getByRole('search').getByLabel(words.people.name, { exact: true }).fill(name)
  await main(page).getByRole('link', { name, exact: true }).click()
  await main(page).locator('h1').filter({ hasText: name }).waitFor()
}

walk('every number of the overview opens exactly the list it is the size of', async ({ page, as, goTo }) => {
  await as('head/chief', '#/overview')
  await main(page).locator('.tile a').first().waitFor()
  const links = await main(page).locator('a[href*="list="]').evaluateAll((all) => all.map((a) => ({ href: a.getAttribute('href'), text: a.textContent.trim() })))
  const numbers = new Map(links.filter(({ text }) => /\d$/.test(text)).map(({ href, text }) => [href, Number(/(\d+)$/.exec(text)[1])]))
  assert.ok(numbers.size > 20, `${numbers.size} numbers`)
  // Those of the map are the last on the page; the first 38 are of every other kind.
  const map = await main(page).locator('.map figcaption a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  assert.ok(map.length >= 2, 'the map counts in its legend')
  const some = [...numbers].filter(([href], at) => at < 38 || map.slice(0, 2).includes(href))
  for (const [href, n] of some) {
    await goTo(href)
    if (n === 0) await main(page).locator('.meta').filter({ hasText: /\b0\b/ }).waitFor()
    assert.equal(await meta(page), n, decodeURIComponent(href))
  }
})

walk('stations without anything done are shown as many as they are counted', async ({ page, as }) => {
  await as('head/chief', '#/overview')
  const tile = main(page).getByRole('region', { name: words.overview.silent, exact: true })
  const n = Number(await tile.getByRole('button').first().innerText())
  await tile.getByRole('button').first().click()
  const table = main(page).getByRole('region', { name: words.overview.station_table })
  await main(page).getByText(said(words.overview.shown.silent, { n }), { exact: true }).waitFor()
  assert.equal(await table.locator('tbody > tr').filter({ hasText: words.overview.silent_tag }).count(), n)
  assert.equal(await table.locator('tbody > tr').count(), n)
})

walk('a list goes out as a workbook: numbers as text, people masked, with rule, author and time below', async ({ page, as }) => {
  await as('head/section', '#/appeals')
  const n = await meta(page)
  const { name, path } = await saved(page, () => main(page).getByRole('button', { name: words.lists.export, exact: true }).click())
  assert.match(name, /\.xlsx$/)
  await toast(page, said(words.lists.exported, { n })).waitFor()
  const rows = cellsOf(path)
  const numbers = rows.flat().filter(({ text }) => /-SQ-/.test(text))
  assert.equal(numbers.length, n)
  assert.ok(numbers.every(({ isText }) => isText), 'a number is a text')
  const below = rows.slice(-FOOTER).map(([first]) => first.text)
  const line = (label) => below.find((text) => text.startsWith(`${sheet[label]}${sheet.colon}`))?.slice(sheet[label].length + 1)
  assert.equal(line('count'), String(n))
  assert.equal(line('author'), who('head/section').name)
  assert.match(line('made_at'), new RegExp(`^${TODAY} \\d\\d:\\d\\d$`))
  for (const label of ['counting_rule', 'masked_as']) assert.ok(line(label).length > 4, label)
  assert.doesNotMatch(rows.flat().map(({ text }) => text).join('\n'), /柯美芳|13905767788/)
})

walk('three papers of a matter are printed with their Chinese text, each copy told in the timeline', async ({ page, as }) => {
  const t = words.appeals.prints
  await as('assistant')
  await openRow(page, '#/appeals', TITLES.first)
  const print = async (which) => {
    await main(page).locator('header').getByRole('button', { name: words.record.print, exact: true }).click()
    await main(page).getByRole('menuitem', { name: t[which], exact: true }).click()
  }
  const sheet = await saved(page, () => print('print_visit_sheet'))
  assert.match(sheet.name, new RegExp(`${t.print_visit_sheet}\\.pdf$`))
  const onPaper = textOf(sheet.path).replace(/\s/g, '')
  assert.match(onPaper, /来访登记表.*-SQ-.*柯○○.*139\*{4}7788.*黑水外排.*请督促整改/)
  assert.doesNotMatch(onPaper, /柯美芳|13905767788|待核/)

  await print('print_notice')
  let form = await drawer(page, t.print_notice)
  const { letter } = words.appeals
  await fill(form, { [letter.no]: '台检控告〔2026〕1号', [letter.basis]: '《信访工作条例》第二十三条', [letter.phone]: '0576-12309' })
  await page.keyboard.press('Control+Enter')
  assert.match(await beside(form, letter.next), blank)
  assert.equal(await held(form, letter.no), '台检控告〔2026〕1号')
  await fill(form, { [letter.next]: '六十日内办结。' })
  const notice = await saved(page, () => page.keyboard.press('Control+Enter'))
  const told = textOf(notice.path).replace(/\s/g, '')
  assert.match(told, /受理告知书台检控告〔2026〕1号柯美芳：.*反映河道污水.*《信访工作条例》第二十三条.*0576-12309.*六十日内办结/)
  assert.doesNotMatch(told, /待核|13905767788|黑水外排/)
  await form.waitFor({ state: 'hidden' })

  await step(page, 'propose_conclusion', { outcome: code('conclusion', 'support'), reply: '经查属实，已督促整改。', explanation: '说明了水污染防治的规定。', reply_form: code('reply_form', 'written'), proofs: { name: '整改照片' } })
  const here = new URL(page.url()).hash
  await as('head/section', here)
  await step(page, 'approve_conclusion')
  await as('assistant', here)
  await print('print_reply')
  form = await drawer(page, t.print_reply)
  await fill(form, { [letter.no]: '台检控告〔2026〕2号', [letter.basis]: '《信访工作条例》第三十二条', [letter.phone]: '0576-12309' })
  const reply = await saved(page, () => page.keyboard.press('Control+Enter'))
  const answered = textOf(reply.path).replace(/\s/g, '')
  assert.match(answered, /答复书台检控告〔2026〕2号柯美芳：.*请督促整改.*经查属实，已督促整改.*说明了水污染防治的规定/)
  assert.doesNotMatch(answered, /待核|13905767788|整改照片/)

  await toast(page, words.record.printed).waitFor()
  await main(page).locator('ol.timeline > li').filter({ hasText: t.print_reply }).first().waitFor()
})

walk('all open work of a colleague goes to another after a look at it; one matter stays', async ({ page, as, goTo }) => {
  const t = words.people.hand_over
  const [from, to] = [who('assistant').name, who('assistant/2').name]
  await as('head/section')
  await person(page, goTo, from)
  await main(page).getByRole('link', { name: words.people.to_hand_over }).click()
  await main(page).getByText(t.what).first().waitFor()
  await page.keyboard.press('Control+Enter')
  await main(page).getByRole('alert').first().waitFor()
  assert.match(await beside(main(page), t.to), blank)
  assert.match(await beside(main(page), 'reason'), blank)
  const boxes = main(page).locator('tbody tr:not(.heading) input[type="checkbox"]')
  const all = await boxes.count()
  assert.ok(all >= 2)
  await main(page).getByLabel(said(t.one, { title: TITLES.second }), { exact: true }).uncheck()
  await fill(main(page), { [t.to]: to, reason: '调任' })
  await main(page).getByRole('button', { name: said(t.act, { n: all - 1 }) }).waitFor()
  await page.keyboard.press('Control+Enter')
  await main(page).getByText(said(t.result_says, { n: all - 1, from, to })).waitFor()
  await main(page).getByText(said(t.result_stayed, { n: 1, from })).waitFor()
  for (const [role, title] of [['assistant', TITLES.second], ['assistant/2', TITLES.first]]) {
    await as(role, '#/appeals?mine=1')
    await main(page).getByRole('link', { name: title, exact: true }).first().waitFor()
  }
})

walk('a substitute stands in for the days named', async ({ page, as, goTo }) => {
  await as('registrar')
  await person(page, goTo, who('assistant/2').name)
  await refused(page, 'substitute_person', {
    values: { substitute: who('prosecutor/2').name, cover_from: TODAY, cover_to: '2026-08-31', reason: '培训' }, at: 'cover_to', says: /早于/, keeps: { reason: '培训' },
  })
  await step(page, 'substitute_person', { substitute: who('prosecutor/2').name, cover_from: TODAY, cover_to: '2026-09-04', reason: '培训' })
  await main(page).getByText(words.people.cover_now, { exact: true }).waitFor()
  await as('prosecutor/2', '#/appeals?mine=1')
  await main(page).getByRole('link', { name: TITLES.first, exact: true }).first().click()
  await address(page, 'appeals')
  await step(page, 'deliver_appeal', { delivered_how: code('delivery', 'in_person'), proof: { name: '送达回证' } })
  assert.match(await newest(page).innerText(), new RegExp(who('prosecutor/2').name))
})
