// What is begun about things that came is written down before the desk locks, and goes on at the same.
import { describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import { discOf, heldOf, labelOf, MADE, otherOf, outcome } from '@/bundle/test/bundles'
import { lockDesk, lockedOver } from '@/host/desk'
import { unkeptForms } from '@/parts/forms/form'
import { toasts } from '@/parts/shell/toast'
import { begunAt, inputs, last, route, sentAgain } from '@/test-begun'
import { type Answers, dialog, press } from '@/test-desk'
import DiscsTab from './discs/DiscsTab.vue'
import HeldTab from './held/HeldTab.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route }))

const CODE = 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ'
const county = otherOf({ desk: labelOf({ desk: 'd-county', people: ['Wu Qi'] }) })
const waiting = (entry: string) => ({ entry, cause: 'desk_cut', reason: '站点失窃', noun: 'appeal', act: 'amend_appeal', at: null, at_noun: null, no: null, title: null, desk: labelOf(), by_name: 'Lin Hai', written_ms: MADE, came_ms: null, changes: [], may_decide: true })
const all: Answers = {
  list_held: () => [heldOf(), heldOf({ row: 5 })], list_quarantine: () => ({ rows: [waiting('e1'), waiting('e2')], n: 2, n_refused: 0 }), exchange_state: () => ({ me: labelOf({ desk: 'me' }), others: [county], held: 2, quarantined: 0, waiting: 0 }),
  list_discs: () => [discOf()],
  ...Object.fromEntries(['refuse_held', 'refuse_entries', 'hand_on_held', 'confirm_disc'].map((name) => [name, () => outcome({ n: 1 })])),
}
const begun = begunAt(all)
const { open } = begun

interface Case { verb: string, tab: Component, begin: () => Promise<unknown>, draft: { title: string, on?: string, values: object }, act: string, sent: object, gone: object }
const CASES: Case[] = [
  {
    verb: 'refuse_held', tab: HeldTab, act: '不予接收', begin: async () => { await press('不予接收 · 第 2 件'); await last('属误送') },
    draft: { title: '不予接收', on: '5', values: { reason: '属误送' } }, sent: { row: 5, reason: '属误送' }, gone: { on: '99' },
  },
  {
    verb: 'refuse_entries', tab: HeldTab, act: '不予采认', begin: async () => { await begun.page?.findAll('input[aria-label="选中第 2 件"]')[1]?.setValue(true); await press('不予采认'); await last('登记簿上没有') },
    draft: { title: '不予采认这 1 件', values: { entries: ['e2'], reason: '登记簿上没有' } }, sent: { entries: ['e2'], reason: '登记簿上没有' }, gone: { values: { entries: ['e9'], reason: '登记簿上没有' } },
  },
  {
    verb: 'hand_on_held', tab: HeldTab, act: '转送',
    begin: async () => { await begun.page?.find('input[aria-label="选中第 2 件"]').setValue(true); await press('转送'); dialog().querySelector<HTMLInputElement>('input[value="d-county"]')?.click(); await last('请县院核对') },
    draft: { title: '转送这 1 件', values: { rows: [5], to: 'd-county', reason: '请县院核对' } }, sent: { rows: [5], to: 'd-county', reason: '请县院核对' }, gone: { values: { rows: [99], to: 'd-county', reason: '请县院核对' } },
  },
  {
    verb: 'confirm_disc', tab: DiscsTab, act: '确认送达', begin: async () => { await press('录入回执码 · 第 7 号'); await last(CODE) },
    draft: { title: '录入回执码 · 第 7 号', on: 'b1', values: { desk: 'd-dachen', code: CODE } }, sent: { id: 'b1', desk: 'd-dachen', code: CODE }, gone: { on: 'b9' },
  },
]

describe('what is begun about what came', () => {
  it.each(CASES)('$verb is written down before the desk locks', async ({ verb, tab, begin, draft }) => {
    const desk = await open(tab)
    await begin()
    await lockDesk('周敏', unkeptForms())
    expect(desk.inputOf('save_draft')).toMatchObject({ noun: tab === HeldTab ? 'held_step' : 'disc_step', body: { verb, ...draft } })
    expect(lockedOver.value).toEqual({ kept: 1, lost: 0 })
  })
  it.each(CASES)('$verb goes on with what was typed, and its draft is gone when it is done', async ({ verb, tab, draft, act, sent }) => {
    const desk = await open(tab, { verb, ...draft })
    await press(act, dialog())
    expect(desk.inputOf(verb)).toEqual(sent)
    expect(desk.inputOf('drop_draft')).toEqual({ id: 'k1' })
    expect(dialog).toThrow()
  })
  // Between the answer and the end of its draft, and while the dialog faded away, the same could be sent again.
  it.each(CASES)('$verb is done once, however fast it is pressed again', async ({ verb, tab, draft, act }) => {
    const names = await sentAgain(act, (answers) => open(tab, { verb, ...draft }, answers))
    expect(names.filter((name) => name === verb)).toHaveLength(1)
  })
  it.each(CASES)('$verb of what is not here any more says so, and stays', async ({ verb, tab, draft, gone }) => {
    const desk = await open(tab, { verb, ...draft, ...gone })
    expect(dialog).toThrow()
    expect(toasts.map(({ text }) => text).join()).toContain('草稿针对的内容已不在')
    expect(desk.names()).not.toContain('drop_draft')
  })
  // It had no question of its own: an Esc took the reason away.
  it('a reason for handing on is not closed away unasked', async () => {
    await open(HeldTab)
    await begun.page?.find('input[aria-label="选中第 1 件"]').setValue(true)
    await press('转送')
    await last('请县院核对')
    await press('取消', dialog())
    expect(document.body.textContent).toContain('还没有办完')
    await press('继续填写')
    expect(inputs().pop()?.value).toBe('请县院核对')
  })
})
