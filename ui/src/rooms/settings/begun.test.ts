// What is begun about accounts and desks is written down before the desk locks, and goes on where it was; a password and a recovery sheet never are.
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import { labelOf, MADE, outcome } from '@/bundle/test/bundles'
import type { AccountRow, DeskPerson, DeskRow, RequestView } from '@/host/calls.gen'
import { lockDesk, lockedOver } from '@/host/desk'
import { unkeptForms } from '@/parts/forms/form'
import { toasts } from '@/parts/shell/toast'
import { begunAt, inputs, last, put, route, sentAgain } from '@/test-begun'
import { type Answers, dialog, press } from '@/test-desk'
import AccountsTab from './accounts/AccountsTab.vue'
import DesksTab from './desks/DesksTab.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route, useRouter: () => ({ replace: () => Promise.resolve() }) }))
vi.mock('@/host/files', () => ({ pickFiles: () => Promise.resolve([{ name: '加入申请.glr', size: 400 }]), asBase64: () => Promise.resolve('R0xKUg=='), saveAnswer: () => Promise.resolve() }))

const PASSWORD = '海门潮水退去2026'
const SHEET = ['K7QMA', '2XPAB', '11111', '22222', '33333', '44444', '55555', '66666']
const account: AccountRow = { account: 'd', person: 'p-d', name: '王洁', office: '331002', roles: ['prosecutor'], level: null, stations: [], whole_office: true, can_sign_in: true, in_force: true }
const person: DeskPerson = { account: 'a7', name: '陈阿海', roles: ['liaison'], level: null, further: [{ grant: 'g9', class: 'st', of: '葭沚站', until: null, reason: '产假代管', may_end: true }] }
const row: DeskRow = { desk: labelOf(), own: false, people: [person], stations: [], whole_office: false, heard: null, enrolled_ms: null, quiet_days: 1, silence: 'heard', revoked: null, streams: [], may_act: true }
const request: RequestView = { desk: 'd-new', name: 'D-1', office: '331003', office_name: '黄岩区院', person: '陈雅静', fingerprint: '3F2A 9C01 77BE D4E0', cell: 'AA11 BB22 CC33 DD44', made_ms: MADE, enrolled: false, needs_sheet: true }
const line = (seq: number) => ({ entry: `e${String(seq)}`, seq, noun: 'appeal', act: 'register_appeal', no: null, by_name: 'Lin Hai', written_ms: MADE, came_ms: null })
const work = { revoked: false, writers: [{ writer: 'w1', letter: 'B', desk: labelOf(), last: 9, good: null, newest: [line(9), line(4)], more: false }] }
const all: Answers = {
  list_accounts: () => [account], account_choices: () => ({ people: [{ record: 'p9', name: '陈刚', department: '办公室' }], stations: [{ record: 's2', name: '海门站' }], administrators: true }), list_new_keys: () => [],
  list_desks: () => ({ silent_days: 7, may_act: true, rows: [row] }), exchange_state: () => ({ me: labelOf(), others: [], held: 0, quarantined: 0, waiting: 0 }), list_people: () => ({ rows: [], next: null, count: 0 }),
  open_request: () => request, preview_revoke_person: () => work, preview_revoke_desk: () => work,
  ...Object.fromEntries(['add_account', 'amend_account', 'revoke_person', 'revoke_desk', 'grant_stream', 'end_stream', 'set_silent_days', 'enrol_desk'].map((name) => [name, () => outcome({ n_waiting: 0, letter: 'C' })])),
}
const begun = begunAt(all)
const { open } = begun
const pick = async (name: string, value: unknown) => { begun.page?.findComponent({ name }).vm.$emit('update:modelValue', value); await flushPromises() }

interface Case { verb: string, tab: Component, begin: () => Promise<unknown>, draft: Record<string, unknown>, act: string, sent: object }
const CASES: Case[] = [
  {
    verb: 'add_account', tab: AccountsTab, act: '开设账户', begin: async () => { await press('增加账户'); await pick('SelectField', 'p9'); await pick('CheckTags', ['assistant']) },
    draft: { title: '增加账户 · 陈刚', values: { person: 'p9', kind: 'business', roles: ['assistant'], administrator: null, level: null, scope: 'all', stations: [] } }, sent: { person: 'p9', roles: ['assistant'], password: PASSWORD },
  },
  {
    verb: 'amend_account', tab: AccountsTab, act: '保存调整', begin: async () => { await press('调整权限 · 王洁'); await pick('CheckTags', ['prosecutor', 'assistant']) },
    draft: { title: '调整权限 · 王洁', on: 'd', values: { kind: 'business', roles: ['prosecutor', 'assistant'], administrator: null, level: null, scope: 'all', stations: [] } }, sent: { account: 'd', roles: ['assistant', 'prosecutor'] },
  },
  {
    verb: 'revoke_person', tab: AccountsTab, act: '停权', begin: async () => { await press('停权：王洁'); await pick('SelectField', '4'); await last('调离') },
    draft: { on: 'd', values: { picked: { w1: '4' }, reason: '调离' } }, sent: { account: 'd', last: [{ writer: 'w1', seq: 4 }], reason: '调离' },
  },
  {
    verb: 'revoke_desk', tab: DesksTab, act: '停用', begin: async () => { await press('停用 Chen Yajing'); await pick('SelectField', '4'); await last('站点失窃') },
    draft: { on: row.desk.desk, values: { picked: { w1: '4' }, reason: '站点失窃' } }, sent: { desk: row.desk.desk, last: [{ writer: 'w1', seq: 4 }], reason: '站点失窃' },
  },
  {
    verb: 'grant_stream', tab: DesksTab, act: '增加授权', begin: async () => { await press('Chen Yajing的详情'); await press('给陈阿海增加授权'); await pick('SelectField', 's2'); await last('代管') },
    draft: { title: '给陈阿海增加授权', on: 'a7', values: { kind: 'station', station: 's2', notes_of: null, until: null, reason: '代管' } }, sent: { account: 'a7', station: 's2', reason: '代管' },
  },
  {
    verb: 'end_stream', tab: DesksTab, act: '结束', begin: async () => { await press('Chen Yajing的详情'); await press('结束陈阿海的授权：葭沚站'); await last('代管期满') },
    draft: { title: '结束陈阿海的授权：葭沚站', on: 'g9', values: { reason: '代管期满' } }, sent: { grant: 'g9', reason: '代管期满' },
  },
  {
    verb: 'set_silent_days', tab: DesksTab, act: '确定', begin: async () => { await press('调整天数'); await last('12') },
    draft: { title: '调整天数', values: { days: 12 } }, sent: { days: 12 },
  },
]

describe('what is begun about an account or a desk', () => {
  it.each(CASES)('$verb is written down before the desk locks', async ({ verb, tab, begin, draft }) => {
    const desk = await open(tab)
    await begin()
    await lockDesk('周敏', unkeptForms())
    expect(desk.inputOf('save_draft')).toMatchObject({ noun: tab === AccountsTab ? 'account_step' : 'desk_step', body: { verb, ...draft } })
    expect(lockedOver.value).toEqual({ kept: 1, lost: 0 })
  })
  it.each(CASES)('$verb goes on with what was typed, and its draft is gone when it is done', async ({ verb, tab, draft, act, sent }) => {
    const desk = await open(tab, { verb, ...draft })
    if (verb === 'add_account') for (const field of inputs().slice(-2)) await put(field, PASSWORD)
    await press(act, dialog())
    expect(desk.inputOf(verb)).toEqual(sent)
    expect(desk.inputOf('drop_draft')).toEqual({ id: 'k1' })
    expect(dialog).toThrow()
  })
  // Between the answer and the end of its draft, and while the dialog faded away, the same could be sent again.
  it.each(CASES)('$verb is done once, however fast it is pressed again', async ({ verb, tab, draft, act }) => {
    const names = await sentAgain(act, async (answers) => {
      const desk = await open(tab, { verb, ...draft }, answers)
      if (verb === 'add_account') for (const field of inputs().slice(-2)) await put(field, PASSWORD)
      return desk
    })
    expect(names.filter((name) => name === verb)).toHaveLength(1)
  })
  it.each(CASES.filter(({ draft }) => draft.on))('$verb of what is not here any more says so, and stays', async ({ verb, tab, draft }) => {
    const desk = await open(tab, { verb, ...draft, on: 'gone' })
    expect(dialog).toThrow()
    expect(toasts.map(({ text }) => text).join()).toContain('草稿针对的内容已不在')
    expect(desk.names()).not.toContain('drop_draft')
  })
  it('is closed as a draft where the person wishes it', async () => {
    const desk = await open(AccountsTab)
    await press('停权：王洁')
    await last('调离')
    await press('取消', dialog())
    await press('留作草稿')
    expect(dialog).toThrow()
    expect(desk.inputOf('save_draft')).toMatchObject({ body: { verb: 'revoke_person', values: { reason: '调离' } } })
    await press('停权：王洁')
    expect(inputs().pop()?.value).toBe('')
  })
  it('whoever got an account since is picked no more, and what they may do stays', async () => {
    const desk = await open(AccountsTab, { verb: 'add_account', values: { person: 'p8', roles: ['assistant'], kind: 'business' } })
    expect(begun.page?.findComponent({ name: 'SelectField' }).props('modelValue')).toBe(null)
    await press('开设账户', dialog())
    expect(dialog().textContent).toContain('请选择人员')
    expect(dialog().querySelector<HTMLInputElement>('input[value="assistant"]')?.checked).toBe(true)
    expect(desk.names()).not.toContain('add_account')
  })
  it('an end that was set since is picked anew', async () => {
    const desk = await open(DesksTab, { verb: 'revoke_desk', on: row.desk.desk, values: { picked: { w1: '9' }, reason: '站点失窃' } }, { preview_revoke_desk: () => ({ revoked: true, writers: work.writers.map((one) => ({ ...one, good: 4 })) }) })
    await press('停用', dialog())
    expect(dialog().textContent).toContain('请选择可信的最后一笔')
    expect(desk.names()).not.toContain('revoke_desk')
  })
})

describe('a request to join', () => {
  it('is written down with whom it is for and the file itself', async () => {
    const desk = await open(DesksTab)
    await press('打开申请文件')
    await pick('SelectField', 'p7')
    await pick('CheckTags', ['liaison'])
    await lockDesk('周敏', unkeptForms())
    expect(desk.inputOf('save_draft')).toMatchObject({ noun: 'desk_step', body: { verb: 'enrol_desk', values: { bytes: 'R0xKUg==', person: 'p7', roles: ['liaison'] } } })
    expect(lockedOver.value).toEqual({ kept: 1, lost: 0 })
  })
  it('goes on without the comparison, which is made anew', async () => {
    const desk = await open(DesksTab, { verb: 'enrol_desk', values: { bytes: 'R0xKUg==', person: 'p7', kind: 'business', roles: ['liaison'], same: true } })
    expect(desk.inputOf('open_request')).toEqual({ bytes_base64: 'R0xKUg==' })
    expect(begun.page?.findComponent({ name: 'SelectField' }).props('modelValue')).toBe('p7')
    expect(begun.page?.find<HTMLInputElement>('form input[type="checkbox"]').element.checked).toBe(false)
  })
})

describe('no draft holds', () => {
  /** Everything that was ever asked to be kept. */
  const kept = (desk: { asked: [string, unknown][] }) => JSON.stringify(desk.asked.filter(([name]) => name === 'save_draft'))
  it('a password, of which is said that it goes', async () => {
    const desk = await open(AccountsTab)
    await press('增加账户')
    await pick('SelectField', 'p9')
    for (const field of inputs().slice(-2)) await put(field, PASSWORD)
    expect(unkeptForms()).toBe(1)
    await press('取消', dialog())
    expect(document.body.textContent).toContain('口令和恢复单不存入草稿')
    await press('留作草稿')
    expect(kept(desk)).toContain('p9')
    expect(kept(desk)).not.toContain(PASSWORD)
  })
  it('a password alone, which is not offered to be kept', async () => {
    const desk = await open(AccountsTab)
    await press('增加账户')
    await put(inputs().slice(-2)[0], PASSWORD)
    await press('取消', dialog())
    await expect(press('留作草稿')).rejects.toThrow()
    await press('继续填写')
    await lockDesk('周敏', unkeptForms())
    expect(kept(desk)).toBe('[]')
    expect(lockedOver.value).toEqual({ kept: 0, lost: 1 })
  })
  it('a password that is reset', async () => {
    const desk = await open(AccountsTab)
    await press('重设口令 · 王洁')
    for (const field of inputs()) await put(field, PASSWORD)
    await lockDesk('周敏', unkeptForms())
    expect(kept(desk)).toBe('[]')
    expect(lockedOver.value).toEqual({ kept: 0, lost: 1 })
  })
  it('a recovery sheet', async () => {
    const desk = await open(DesksTab)
    await press('打开申请文件')
    await pick('SelectField', 'p7')
    await begun.page?.findAll('.groups input')[0]?.setValue(SHEET.join(' '))
    expect(unkeptForms()).toBe(1)
    await lockDesk('周敏', unkeptForms())
    expect(kept(desk)).toContain('p7')
    for (const group of SHEET) expect(kept(desk)).not.toContain(group)
    expect(lockedOver.value).toEqual({ kept: 1, lost: 1 })
  })
})
