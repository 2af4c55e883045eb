// While a step is on its way its form stays: what came of it would be told to nobody.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Fault } from '@/host/fault'
import { atDesk, dialog, leave, personOf, press, standing, TODAY } from '@/test-desk'
import StepForm from './StepForm.vue'

let page: VueWrapper
let open: boolean
let refuse: (fault: Fault) => void
beforeEach(async () => {
  open = true
  atDesk(personOf('prosecutor'), { note_progress: () => new Promise((_, no) => { refuse = no }), save_draft: () => ({ id: 'd1', saved_ms: 1 }), drop_draft: () => ({}) })
  page = await standing(StepForm, {
    modelValue: true, noun: 'appeal', verb: 'note_progress', form: { fields: [{ key: 'text', kind: 'area' }] }, target: { record: 'a1', seen: ['h1'] }, today: TODAY,
    'onUpdate:modelValue': (now: boolean) => { open = now },
  })
  const area = dialog().querySelector('textarea') as HTMLTextAreaElement
  area.value = '已到现场'
  area.dispatchEvent(new Event('input'))
  await flushPromises()
})
afterEach(() => { leave(page) })
async function esc() {
  dialog().querySelector('textarea')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true }))
  await flushPromises()
}
const cross = async () => { dialog().querySelector<HTMLElement>('.el-drawer__close-btn')?.click(); await flushPromises() }

describe('a step on its way', () => {
  it.each<[string, () => Promise<void>]>([['Esc', esc], ['the cross', cross], ['取消', () => press('取消', dialog())]])('%s does not close its form before the answer came', async (_, close) => {
    await press('登记办理情况', dialog())
    await close()
    expect(open).toBe(true)
    expect(document.body.textContent).not.toContain('放弃')
    refuse(new Fault('busy'))
    await flushPromises()
    expect(dialog().textContent).toContain('本机数据正忙')
    expect(dialog().querySelector('textarea')?.value).toBe('已到现场')
    await close()
    expect(document.body.textContent).toContain('放弃')
  })
  it('closing the window asks as well', async () => {
    await press('登记办理情况', dialog())
    const event = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
  })
})
