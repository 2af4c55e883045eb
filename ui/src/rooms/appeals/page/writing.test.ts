import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppealView } from '@/host/calls.gen'
import { lockDesk } from '@/host/desk'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import { blankLetter, lettered } from './letter'
import LetterForm from './LetterForm.vue'
import PrintMenu from './PrintMenu.vue'
import RefusedCard from './RefusedCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const view = { record: 'a1', no: 'A0179', state: 'awaiting_materials', facts: { title: '河道臭味' }, timeline: [], clocks: [], steps: [] } as unknown as AppealView
const saved = vi.fn(() => Promise.resolve())
const printed = { value: { bytes_base64: 'JVBE', no: 'x', copy: 1 }, changed: [], seen: {}, deed: 'd1' }
const values = { no: '椒检告〔2026〕1 号', basis: '条例第二十三条', next: '补齐后七日内告知', materials: '合同', until: '2026-10-09', department: '第六检察部', phone: '0576-88880000' }
let open: boolean

async function writing(props: object = {}, answers: Answers = {}) {
  saved.mockClear()
  open = true
  const desk = atDesk(personOf('prosecutor'), { save_draft: () => ({ id: 'd1', saved_ms: 2 }), drop_draft: () => ({}), sign_out: () => ({}), print_notice: () => printed, print_reply: () => printed, ...answers }, { saveFile: saved })
  page = await standing(LetterForm, { modelValue: true, kind: 'print_notice', view, 'onUpdate:modelValue': (now: boolean) => { open = now }, ...props })
  return desk
}
const input = (at = 0) => dialog().querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input[type="text"], textarea')[at]!
async function type(text: string, at = 0) {
  input(at).value = text
  input(at).dispatchEvent(new Event('input'))
  await flushPromises()
}
const kept = (over: object = {}) => ({ kept: { id: 'd1', values: { ...values, ...over } } })

describe('a letter that is being written', () => {
  // The locked screen says that what was typed is a draft: of a letter it was not.
  it('is a draft before the desk locks, with the appeal it is taken up at', async () => {
    const desk = await writing()
    await type('椒检告〔2026〕1 号')
    await lockDesk('周敏')
    expect(desk.inputOf('save_draft')).toMatchObject({ noun: 'appeal_step', body: { record: 'a1', verb: 'print_notice', title: '告知书 · 河道臭味', values: { no: '椒检告〔2026〕1 号' } } })
    expect(desk.names().indexOf('save_draft')).toBeLessThan(desk.names().indexOf('sign_out'))
  })
  it('untouched is none', async () => {
    const desk = await writing()
    await lockDesk('周敏')
    expect(desk.names()).not.toContain('save_draft')
  })
  it('opens again with what was typed, and its draft goes once it is printed', async () => {
    const desk = await writing(kept())
    expect(input().value).toBe('椒检告〔2026〕1 号')
    await press('打印', dialog())
    expect(desk.inputOf('print_notice')).toMatchObject({ record: 'a1', no: '椒检告〔2026〕1 号', until: '2026-10-09', materials: ['合同'] })
    expect(desk.inputOf('drop_draft')).toEqual({ id: 'd1' })
    expect([saved.mock.calls.length, open]).toEqual([1, false])
    expect(toasts.map(({ text }) => text)).toEqual(['已生成 PDF，并写入留痕'])
  })
  it('is printed once, however fast it is pressed again', async () => {
    const desk = await writing(kept(), { drop_draft: () => new Promise(() => undefined) })
    await press('打印', dialog())
    await press('打印', dialog())
    expect(desk.names().filter((name) => name === 'print_notice')).toHaveLength(1)
  })
  it('asks before it is closed, and closes at once where nothing was typed', async () => {
    await writing()
    await type('椒检告')
    await press('取消', dialog())
    expect(open).toBe(true)
    expect(dialog().textContent).toContain('放弃')
    leave(page)
    await writing()
    await press('取消', dialog())
    expect(open).toBe(false)
  })
  it('names what it lacks, and prints nothing', async () => {
    const desk = await writing(kept({ no: ' ', until: '9-31' }))
    await press('打印', dialog())
    expect(desk.names()).not.toContain('print_notice')
    expect(dialog().textContent).toContain('有 2 处需要核对')
    expect([...dialog().querySelectorAll('[aria-invalid="true"]')].map((one) => (one as HTMLInputElement).value)).toEqual([' ', '9-31'])
    expect([...dialog().querySelectorAll('.error, .wrong')].map((one) => one.textContent).filter(Boolean)).toEqual(['请填写', '不是完整的日期，如 2026-09-24 或 9-24'])
  })
  it.each<[string, Fault, string]>([['beside its field', new Fault('required', { field: 'phone' }), '.error'], ['on top where no field is meant', new Fault('busy'), '[role="alert"]']])('a refusal is told %s, and what was typed stays', async (_, fault, where) => {
    await writing(kept(), { print_notice: () => { throw fault } })
    await press('打印', dialog())
    expect([...dialog().querySelectorAll(where)].map((one) => one.textContent).filter(Boolean)).toHaveLength(1)
    expect([open, input().value]).toEqual([true, '椒检告〔2026〕1 号'])
  })
  it('whoever did not choose where to save it finds it as it was', async () => {
    await writing(kept())
    saved.mockImplementationOnce(() => Promise.resolve(false) as never)
    await press('打印', dialog())
    expect([open, input().value]).toEqual([true, '椒检告〔2026〕1 号'])
  })
  it('a draft of another form leaves what it does not know as it begins', () => {
    const blank = blankLetter({ ...view, state: 'accepted' }, '第六检察部')
    expect(lettered(blank, { no: 7, phone: '110', until: '9-31', receipt: 'no', song: 'x' })).toEqual({ ...blank, phone: '110', until: '9-31' })
  })
})

describe('the ways to a letter', () => {
  it('one begun earlier opens at its appeal', async () => {
    atDesk(personOf('prosecutor'), {})
    page = await standing(PrintMenu, { view, begun: { kind: 'print_reply', ...kept({ phone: '85120000' }) } })
    expect(dialog().textContent).toContain('答复')
    expect([...dialog().querySelectorAll('input')].map((one) => one.value)).toContain('85120000')
  })
  it('each opening begins anew', async () => {
    atDesk(personOf('prosecutor'), { save_draft: () => ({ id: 'd1', saved_ms: 2 }), drop_draft: () => ({}) })
    const refused = { ...view, state: 'refused', timeline: [{ act: 'refuse_appeal', undone: false, powerless: false, changes: [] }] } as unknown as AppealView
    page = await standing(RefusedCard, { view: refused, today: '2026-09-24' })
    const way = page.find('button').text()
    await press(way)
    await type('椒检告')
    await press('取消', dialog())
    await press('放弃填写', dialog())
    await press(way)
    expect(input().value).toBe('')
  })
})
