// A correction of somebody in a record, and a deletion by law, are written down like any step, and go on at whom they were begun.
// A field that was kept unseen is released by a form that says whose it is.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, ref, shallowRef } from 'vue'
import { lockDesk } from '@/host/desk'
import { toasts } from '@/parts/shell/toast'
import { atDesk, dialog, leave, personOf, press, standing, type TestDesk } from '@/test-desk'
import RecordPage from '../RecordPage.vue'

const query: { draft?: string } = {}
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ query }) }))

const step = { verb: 'amend_party', flow: 'main', may: true, why: null, level: null, person_act: false }
const party = (record: string, name: string) => ({ part: 'petitioner', seen: [`head of ${record}`], steps: [step], kept: [], party: { record, kind: 'person', name, unit_name: null, phone: '138****0000', redacted: [], flags: [] } })
const view = { record: 'v1', seen: ['h1'], state: 'logged', steps: [], timeline: [], clocks: [], links: [], parties: [party('p1', '徐国平'), party('p2', '陈阿妹')], facts: { summary: '反映噪声' } }
const kind = { noun: 'visit', words: 'visits', forms: {}, aside: [], lists: {}, short: [], long: [] }
const names = { nameOf: (_: string, value: string) => value, stateWord: (state: string) => state }

/** A whole form is laid out. */
const SLOW = { timeout: 30_000 }
let page: VueWrapper | undefined
let desk: TestDesk
beforeEach(() => { delete query.draft })
afterEach(() => { leave(page); page = undefined })

async function open(draft?: object, props: object = {}, role: 'registrar' | 'head' = 'registrar') {
  if (draft) query.draft = 'd1'
  desk = atDesk(personOf(role), { open_draft: () => ({ id: 'd1', noun: 'visit_step', body: draft, saved_ms: 1 }), save_draft: () => ({ id: 'd1', saved_ms: 2 }), list_people: () => ({ rows: [], next: null, count: 0 }), sign_out: () => ({}) })
  const asked = { value: computed(() => view), phase: ref('ready'), fault: shallowRef(), busy: ref(false), again: () => Promise.resolve() }
  page = await standing(RecordPage as never, { kind, names, asked, back: '/visits', title: '走访三山渔港', anonymous: false, ...props })
}
const saved = () => desk.inputOf('save_draft') as { noun: string, body: object } | undefined
async function type(label: string, text: string) {
  const field = [...dialog().querySelectorAll('label')].find((one) => one.textContent?.includes(label))
  const input = document.getElementById(field?.getAttribute('for') ?? '') as HTMLInputElement
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}
const boxes = () => [...dialog().querySelectorAll<HTMLInputElement>('input, textarea')].map((one) => one.value)

describe('a correction of somebody', SLOW, () => {
  it('is written down before the desk locks, with whom it is about and the page it stands on', async () => {
    await open()
    await press('修改当事人 陈阿妹')
    await type('姓名', '陈阿美')
    await lockDesk('周敏')
    expect(saved()).toMatchObject({ noun: 'visit_step', body: { title: '修改当事人 · 陈阿妹', record: 'v1', verb: 'amend_party', on: 'p2', values: { name: '陈阿美' } } })
  })
  it('goes on at the same, with what was typed', async () => {
    await open({ record: 'v1', verb: 'amend_party', on: 'p2', values: { name: '陈阿美' } })
    expect(boxes()).toContain('陈阿美')
    await press('修改当事人', dialog())
    expect(desk.inputOf('amend_party')).toMatchObject({ record: 'p2', seen: ['head of p2'], name: '陈阿美' })
  })
  it('of whom the record names no more is said to be that, and stays', async () => {
    await open({ record: 'v1', verb: 'amend_party', on: 'p9', values: { name: '陈阿美' } })
    expect(toasts.map(({ text }) => text).join()).toContain('草稿针对的内容已不在')
    expect(desk.names()).not.toContain('drop_draft')
  })
  it('bears no name in the list where its page gives none', async () => {
    await open(undefined, { drafts: 'sealed', target: { title: 'A-001' } })
    await press('修改当事人 陈阿妹')
    await type('姓名', '陈阿美')
    await lockDesk('周敏')
    expect(saved()).toMatchObject({ noun: 'sealed_step', body: { title: '修改当事人 · A-001' } })
  })
})

describe('a field that was kept unseen', SLOW, () => {
  const one = { field: 'phone', ground: 'withdrawn', duty: '检察诉讼档案保管期限三十年', until: null, ended: false, on: '2026-09-01', by_name: '王洁' }
  const asked = (over: object) => ({ asked: { value: computed(() => ({ ...view, ...over })), phase: ref('ready'), fault: shallowRef(), busy: ref(false), again: () => Promise.resolve() } })
  const nameless = { ...party('p1', '秦○○'), kept: [{ ...one, field: 'name' }] }
  it.each<[string, { over: object, button: string, says: string, sent: object }]>([
    ['of somebody', { over: { parties: [{ ...party('p1', '秦○○'), kept: [one] }, party('p2', '陈阿妹')] }, button: '恢复使用 联系电话 · 秦○○', says: '恢复后，当事人“秦○○”的“联系电话”照常显示和使用', sent: { record: 'p1', seen: ['head of p1'], field: 'phone' } }],
    ['of somebody without a name', { over: { parties: [{ ...nameless, party: { ...nameless.party, name: null } }] }, button: '恢复使用 姓名', says: '恢复后，当事人的“姓名”照常显示和使用', sent: { record: 'p1', field: 'name' } }],
    ['of the record', { over: { kept: [{ ...one, field: 'summary' }] }, button: '恢复使用 情况记录', says: '恢复后，走访“走访三山渔港”的“情况记录”照常显示和使用', sent: { record: 'v1', seen: ['h1'], field: 'summary' } }],
  ])('%s is named by the form that releases it', async (_, { over, button, says, sent }) => {
    await open(undefined, asked(over), 'head')
    await press(button)
    expect(dialog().textContent).toContain(says)
    await type('理由', '误作留存')
    await press('恢复使用', dialog())
    expect(desk.inputOf('release_field')).toMatchObject(sent)
  })
})

describe('a deletion by law', SLOW, () => {
  it.each([['somebody', 'p1', '联系电话'], ['the record', 'v1', '']])('goes on at a field of %s', async (_, on, offers) => {
    await open({ record: 'v1', verb: 'redact_field', on, values: { field: 'phone', ground: null, approver: null } })
    expect(dialog().textContent).toContain(offers)
    await press('申请删除个人信息', dialog())
    expect(dialog().textContent).toContain('需要核对')
  })
})
