import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { call } from '@/host'
import type { UndoPreview } from '@/host/calls.gen'
import { client } from '@/host/client'
import { lockDesk } from '@/host/desk'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import UndoDialog from './UndoDialog.vue'

vi.mock('@/host', async (original) => ({ ...await original<object>(), call: vi.fn() }))
const calls = vi.mocked(call)
const preview = (over: Partial<UndoPreview> = {}): UndoPreview => ({
  act: 'note_progress', by_name: '周敏', may: true, why: null, records: [{ record: 'r1', noun: 'appeal', title: '河道臭味', seen: ['h1'] }, { record: 'r2', noun: 'visit', title: '接待', seen: ['h2'] }], ...over,
})
const sent = (name: string) => calls.mock.calls.filter(([asked]) => asked === name).map(([, input]) => input as unknown)
let told: UndoPreview
let answer: () => unknown
const pages: { unmount: () => void }[] = []

async function dialog(kept?: { id: string, reason: string }) {
  const done = vi.fn()
  const open = ref(true)
  const page = mount(defineComponent({ setup: () => () => h(UndoDialog, { modelValue: open.value, 'onUpdate:modelValue': (now: boolean) => { open.value = now }, deed: 'd1', at: { noun: 'appeal', record: 'r1', title: '河道臭味' }, kept, onDone: done }) }), { attachTo: document.body })
  pages.push(page)
  await flushPromises()
  const text = () => document.body.textContent ?? ''
  const button = (label: string) => [...document.body.querySelectorAll('button')].find((one) => one.textContent?.startsWith(label))
  async function type(words: string) {
    const area = document.body.querySelector('textarea') as HTMLTextAreaElement
    area.value = words
    area.dispatchEvent(new Event('input'))
    await flushPromises()
  }
  return { done, open, page, text, button, type }
}

beforeEach(() => {
  told = preview()
  answer = () => ({ value: {}, changed: ['appeals'], seen: {}, deed: 'd2' })
  calls.mockImplementation(((name: string) => (name === 'preview_undo' ? Promise.resolve(told) : Promise.resolve().then(answer))) as never)
})
afterEach(() => { pages.splice(0).forEach((one) => one.unmount()); document.body.innerHTML = ''; client.clear(); toasts.splice(0); calls.mockReset() })

describe('taking a deed back', () => {
  it('says whose deed it is and everything it touched', async () => {
    const { text } = await dialog()
    expect(text()).toContain('周敏：登记办理情况')
    expect(text()).toContain('诉求 河道臭味')
    expect(text()).toContain('走访 接待')
  })
  it('says why not, and then asks for no reason', async () => {
    told = preview({ may: false, why: { code: 'cannot_undo', values: { act: 'deliver_appeal', reason: 'told_outside' } } })
    const { text, button } = await dialog()
    expect(text()).toContain('不能撤销')
    expect(document.body.querySelector('textarea')).toBeNull()
    expect(button('撤销')).toBeUndefined()
  })
  it.each(['told_outside', 'said_outside', 'issued', 'governs', 'built_on', 'not_yours', 'sealed', 'redacted', 'missing'])('names the reason %s in words', async (reason) => {
    told = preview({ may: false, why: { code: 'cannot_undo', values: { act: 'deliver_appeal', reason } } })
    const { text } = await dialog()
    expect(text()).toMatch(/“反馈送达”不能撤销：[\u4e00-\u9fff]/)
    expect(text()).not.toContain(reason)
  })
  it('names what stands on what others name', async () => {
    told = preview({ may: false, why: { code: 'still_named', values: { act: 'register_person', what: ['post', 'visit'] } } })
    const { text } = await dialog()
    expect(text()).toContain('还有团队职务、走访写着它')
  })
  it('wants a reason first', async () => {
    const { button, type } = await dialog()
    await type('  ')
    button('撤销')?.click()
    await flushPromises()
    expect(sent('undo')).toEqual([])
  })
  it('sends the deed with the heads of every record, and tells', async () => {
    const { button, done, open, type } = await dialog()
    await type(' 记错了日期 ')
    button('撤销')?.click()
    await flushPromises()
    expect(sent('undo')).toEqual([{ deed: 'd1', on: [{ record: 'r1', seen: ['h1'] }, { record: 'r2', seen: ['h2'] }], reason: '记错了日期' }])
    expect(open.value).toBe(false)
    expect(done).toHaveBeenCalledOnce()
    expect(toasts.map((one) => one.text)).toEqual(['已撤销：登记办理情况'])
  })
  it('keeps what was typed when somebody wrote meanwhile, and asks again what it touches', async () => {
    answer = () => { throw new Fault('moved_on', { record: 'r1' }) }
    const { button, open, type } = await dialog()
    const before = sent('preview_undo').length
    await type('记错了日期')
    button('撤销')?.click()
    await flushPromises()
    expect(open.value).toBe(true)
    expect((document.body.querySelector('textarea') as HTMLTextAreaElement).value).toBe('记错了日期')
    expect(sent('preview_undo').length).toBe(before + 1)
  })
  // The locked screen says that what was typed is a draft: a reason was not.
  it('writes its reason down before the desk locks', async () => {
    const { type } = await dialog()
    await type('记错了日期')
    await lockDesk('周敏')
    expect(sent('save_draft').slice(-1)).toEqual([{ id: expect.any(String) as string, noun: 'appeal_step', body: { title: '撤销这次操作 · 河道臭味', record: 'r1', verb: 'undo', values: { deed: 'd1', reason: '记错了日期' } } }])
  })
  it('begins with a reason that was typed earlier', async () => {
    const { button } = await dialog({ id: 'd9', reason: '记错了日期' })
    expect((document.body.querySelector('textarea') as HTMLTextAreaElement).value).toBe('记错了日期')
    button('撤销')?.click()
    await flushPromises()
    expect(sent('undo')).toMatchObject([{ reason: '记错了日期' }])
  })
  it('asks before a reason is closed away', async () => {
    const { button, open, type } = await dialog()
    await type('记错了日期')
    button('取消')?.click()
    await flushPromises()
    expect(open.value).toBe(true)
    button('继续填写')?.click()
    await flushPromises()
    expect((document.body.querySelector('textarea') as HTMLTextAreaElement).value).toBe('记错了日期')
    await type('  ')
    button('取消')?.click()
    await flushPromises()
    expect(open.value).toBe(false)
  })
  it('stays while it is on its way', async () => {
    let come: (answer: unknown) => void = () => undefined
    answer = () => new Promise((tell) => { come = tell })
    const { button, open, type } = await dialog()
    await type('记错了日期')
    button('撤销')?.click()
    await flushPromises()
    button('取消')?.click()
    document.querySelector<HTMLElement>('.el-dialog__headerbtn')?.click()
    await flushPromises()
    expect(open.value).toBe(true)
    come({ value: {}, changed: ['appeals'], seen: {}, deed: 'd2' })
    await flushPromises()
    expect(open.value).toBe(false)
  })
})
