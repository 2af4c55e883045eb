// The block that is typed into 统一业务应用系统, and whether its number has come back (未录入).
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppealView } from '@/host/calls.gen'
import { toasts } from '@/parts/shell/toast'
import { w } from '@/words'
import OtherSystem from './OtherSystem.vue'

const facts = { received_on: '2026-09-03', way: 'visit', category: 'civil_supervision', title: '不服判决', facts: '一审认定有误', request: '申请监督', case_no: '（2026）浙1002民初100号' }
const viewOf = (over: object = {}) => ({ no: 'JJ01-SQ-2026-A-001', external_no: null, facts, ...over }) as unknown as AppealView
const nameOf = (field: string, value: string) => ({ way: '来访', category: '民事申诉（监督）' })[field] ?? value
const shown = (over: object = {}) => mount(OtherSystem, { props: { view: viewOf(over), nameOf } })
const clipboard = (writeText: (text: string) => Promise<void>) => { vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } }) }

afterEach(() => { vi.unstubAllGlobals(); toasts.splice(0) })

describe('the other system', () => {
  it('has no number yet, or the one that was kept', () => {
    expect(shown().text()).toContain(w('appeals.other.missing'))
    const kept = shown({ external_no: '台州市院控申受[2026]33100000001号' }).text()
    expect(kept).toContain('台州市院控申受[2026]33100000001号')
    expect(kept).not.toContain(w('appeals.other.missing'))
  })
  it('is told line by line what was taken down, codes by their names, and nothing that is not there', () => {
    const lines = shown().find('pre').text().split('\n')
    expect(lines.map((line) => line.split(w('marks.colon'))[1])).toEqual(['JJ01-SQ-2026-A-001', '2026-09-03', '来访', '民事申诉（监督）', '不服判决', '一审认定有误', '申请监督', '（2026）浙1002民初100号'])
    expect(shown({ no: null }).find('pre').text()).not.toContain('JJ01')
  })
  it('is copied as it is shown', async () => {
    const copied: string[] = []
    clipboard((text) => { copied.push(text); return Promise.resolve() })
    const card = shown()
    await card.find('button').trigger('click')
    await flushPromises()
    expect(copied).toEqual([card.find('pre').text()])
    expect(toasts.map((one) => one.text)).toEqual([w('appeals.other.copied')])
  })
  it('says so where the system lets nobody copy', async () => {
    clipboard(() => Promise.reject(new Error('no')))
    await shown().find('button').trigger('click')
    await flushPromises()
    expect(toasts.map((one) => one.text)).toEqual([w('appeals.other.not_copied')])
  })
})
