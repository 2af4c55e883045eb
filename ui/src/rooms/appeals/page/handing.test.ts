import { describe, expect, it } from 'vitest'
import type { AppealView, HandOverView, LateWork } from '@/host/calls.gen'
import { lateSays, previewOf, standsOf, wordFrom } from './handing'

const today = '2026-09-20'
const officeOf = (code: string) => ({ 331002: '椒江区院', 331003: '黄岩区院' })[code] ?? code
const given: HandOverView = {
  at: 'asked', to_office: '331003', asked_on: '2026-09-07', asked_by: '沈立', reason: '工程在黄岩', decided_on: null, decided_why: null, record: null,
  there_state: null, there_no: null, there_on: null, late: [], stations: [],
}
const view = (hand_over: HandOverView | null, received_on: string | null = '2026-09-03') =>
  ({ hand_over, parties: [{}, {}], facts: { received_on, materials: [{}] }, timeline: [{}, {}, {}] }) as unknown as AppealView

describe('what goes along is said before it is approved', () => {
  it('with its people, materials and entries, and the day the limits count from', () => {
    expect(previewOf(view(given), officeOf)).toBe('批准后在黄岩区院新建一件：2 位当事人、1 份材料和原件全部 3 条记录随转，期限仍自 2026-09-03 起算。')
  })
  it('without that day where it was not written down', () => { expect(previewOf(view(given, null), officeOf)).toContain('期限自原起算日起算') })
  it('and nothing where nothing waits', () => {
    expect(previewOf(view(null), officeOf)).toBeUndefined()
    expect(previewOf(view({ ...given, at: 'handed' }), officeOf)).toBeUndefined()
  })
})

describe('how it stands', () => {
  const stands = (at: HandOverView['at']) => standsOf({ ...given, at, decided_on: '2026-09-08' }, officeOf, today)
  it.each([
    ['asked', '待上级院决定，本院照常办理'], ['handed', '9-8 起由黄岩区院办理'], ['declined', '9-8 上级院不批准'],
    ['sent_back', '9-8 经上级院退回，由本院继续办理'], ['answered', '黄岩区院已办结，由本站反馈'],
  ] as const)('%s', (at, says) => { expect(stands(at)).toBe(says) })
  it('over there, by the last word', () => {
    expect(wordFrom(given, today)).toBe('尚未传来进展')
    const told = wordFrom({ ...given, there_state: 'accepted', there_no: 'HY05-SQ-2026-A0001', there_on: '2026-09-10' }, today)
    expect(told).toMatch(/^HY05-SQ-2026-A0001.+已受理.+9-10$/)
  })
  it('what was written without knowing', () => {
    const late: LateWork = { entry: 'e', act: 'note_progress', on: '2026-09-09', by_name: '陈阿海' }
    expect(lateSays(late, today)).toMatch(/^9-9.+登记办理情况.+陈阿海$/)
  })
})
