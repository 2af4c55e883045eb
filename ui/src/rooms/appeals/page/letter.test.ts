import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '@/host/calls.gen'
import { asksMaterials, blankLetter, noticeOf, replyOf, wantedOf } from './letter'

const entry = (act: string, wanted: string, over: Partial<TimelineEntry> = {}) =>
  ({ act, undone: false, powerless: false, changes: [{ kind: 'field', name: 'materials_wanted', before: null, after: wanted }], ...over }) as unknown as TimelineEntry
const waiting = { state: 'awaiting_materials', timeline: [entry('request_materials', '收条', { undone: true }), entry('request_materials', '合同\n身份证明'), entry('request_materials', '旧的')] }
const filled = { ...blankLetter(waiting, '第六检察部'), no: '椒检告〔2026〕1 号', basis: '条例第二十三条', next: '补齐后七日内告知', until: '2026-10-09', phone: '0576-88880000' }

describe('a notice', () => {
  it('about materials begins with what was asked for', () => { expect(blankLetter(waiting, '第六检察部')).toMatchObject({ materials: '合同\n身份证明', department: '第六检察部', until: null }) })
  it('about anything else asks for none', () => { expect(blankLetter({ ...waiting, state: 'accepted' }, '').materials).toBe('') })
  it.each<[string, 'print_notice' | 'print_reply', string, string[]]>([
    ['about materials: also until when', 'print_notice', 'awaiting_materials', ['until']],
    ['about a decision: no day', 'print_notice', 'accepted', []],
    ['a reply: neither a day nor what comes next', 'print_reply', 'awaiting_materials', []],
  ])('wants %s', (_, kind, state, missing) => { expect(wantedOf(kind, state, { ...filled, until: null })).toEqual(missing) })
  it('is not printed without its number, grounds, office and telephone', () => {
    expect(wantedOf('print_notice', 'awaiting_materials', blankLetter({ state: 'awaiting_materials', timeline: [] }, ''))).toEqual(['no', 'basis', 'next', 'materials', 'until', 'department', 'phone'])
  })
  it('sends one paragraph a line, and until when', () => {
    expect(noticeOf('r', 'awaiting_materials', filled)).toEqual({
      record: 'r', no: '椒检告〔2026〕1 号', basis: ['条例第二十三条'], remedies: [], department: '第六检察部', phone: '0576-88880000', receipt: true, next: '补齐后七日内告知',
      materials: ['合同', '身份证明'], until: '2026-10-09',
    })
  })
  it('of a decision sends no materials, though some were typed before', () => { expect(noticeOf('r', 'accepted', filled)).toMatchObject({ materials: [] }); expect(noticeOf('r', 'accepted', filled)).not.toHaveProperty('until') })
})

describe('a reply', () => {
  it('knows nothing of what comes next', () => { expect(replyOf('r', { ...filled, remedies: '复查\n\n复核 ' })).toEqual({ record: 'r', no: '椒检告〔2026〕1 号', basis: ['条例第二十三条'], remedies: ['复查', '复核'], department: '第六检察部', phone: '0576-88880000', receipt: true }) })
  it('is no request for materials', () => { expect(asksMaterials('print_reply', 'awaiting_materials')).toBe(false) })
})
