import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { at, labelOf, outcome } from '@/bundle/test/bundles'
import type { RevocationPreview, WriterWork } from '@/host/calls.gen'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import RevokeDialog from './RevokeDialog.vue'
import { labelOf as lastOf, laterThan, NOTHING, optionsOf } from './revoking'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const line = (seq: number) => ({ entry: `e${String(seq)}`, seq, noun: 'appeal', act: 'register_appeal', no: `JJ-${String(seq)}`, by_name: 'Lin Hai', written_ms: at('2026-09-19T16:02:00'), came_ms: null })
const work = (over: Partial<WriterWork> = {}): WriterWork => ({ writer: 'w1', letter: 'B', desk: labelOf(), last: 9, good: null, newest: [line(9), line(7), line(4)], more: false, ...over })
const preview = (...writers: WriterWork[]): RevocationPreview => ({ revoked: false, writers })

describe('where good work ends', () => {
  it('is picked from what is here, the newest first, or none of it', () => {
    expect(optionsOf(work(), '2026-09-20').map((one) => one.value)).toEqual(['9', '7', '4', NOTHING])
    expect(optionsOf(work(), '2026-09-20')[0]?.label).toBe('9-19 16:02 Lin Hai 登记诉求 · JJ-9')
  })
  it('moves back only where there is an end already', () => { expect(optionsOf(work({ good: 7 }), '2026-09-20').map((one) => one.value)).toEqual(['7', '4', NOTHING]) })
  it.each([['9', 0], ['4', 2], [NOTHING, 3]])('after %s lie %i', (picked, n) => { expect(laterThan(work(), picked)).toBe(n) })
  it('names the writer only where there are several', () => {
    expect(lastOf(work(), false)).toBe('可信的最后一笔')
    expect(lastOf(work(), true)).toContain('B')
    expect(lastOf(work({ letter: null }), true)).toContain('Jiaojiang')
  })
})

describe('the act', () => {
  async function open(props: Record<string, unknown>, answers: Answers) {
    const desk = atDesk(personOf('registrar'), answers)
    page = await standing(RevokeDialog, { modelValue: true, name: '大陈站', ...props })
    await flushPromises()
    return desk
  }
  const pick = async (value: string) => { page?.findComponent({ name: 'SelectField' }).vm.$emit('update:modelValue', value); await flushPromises() }
  const why = async (text: string) => {
    const fields = dialog().querySelectorAll('input')
    const input = fields[fields.length - 1]
    if (!input) throw new Error('no field')
    input.value = text
    input.dispatchEvent(new Event('input'))
    await flushPromises()
  }
  it('asks for the last good one and a reason, and says what will wait', async () => {
    const desk = await open({ desk: 'd1' }, { preview_revoke_desk: () => preview(work()), revoke_desk: () => outcome({ n_waiting: 2 }) })
    await press('停用', dialog())
    for (const says of ['请选择可信的最后一笔', '请填写理由']) expect(dialog().textContent).toContain(says)
    expect(desk.names()).not.toContain('revoke_desk')
    await pick('4')
    expect(dialog().textContent).toContain('其后 2 件将转入待核接收件')
    await why(' 站点失窃 ')
    await press('停用', dialog())
    expect(desk.inputOf('revoke_desk')).toEqual({ desk: 'd1', last: [{ writer: 'w1', seq: 4 }], reason: '站点失窃' })
    expect(toasts.map((one) => one.text)).toEqual(['已停用，2 件转入待核接收件'])
  })
  it('a person of whom nothing is here needs no pick', async () => {
    const desk = await open({ account: 'a1' }, { preview_revoke_person: () => preview(work({ newest: [] })), revoke_person: () => outcome({ n_waiting: 0 }) })
    await why('调离')
    await press('停权', dialog())
    expect(desk.inputOf('revoke_person')).toEqual({ account: 'a1', last: [{ writer: 'w1', seq: 0 }], reason: '调离' })
  })
})
