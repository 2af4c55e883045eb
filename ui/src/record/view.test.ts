import { describe, expect, it } from 'vitest'
import type { EntryChange as Change, StepView, TimelineEntry } from '@/host/calls.gen'
import type { RecordKind } from './kind'
import { kind as appeals } from '@/rooms/appeals/kind'
import { deedsOf, stepsOf, timelineOf } from './view'

const bare = { fields: [] }
const step = (verb: string, why: unknown = null) => ({ verb, flow: 'main', may: why === null, why, level: null, person_act: false }) as StepView
const entry = (id: string, act: string, changes: Change[] = [], over: Partial<TimelineEntry> = {}): TimelineEntry => ({
  entry: id, deed: id, act, at_ms: 0, on: '2026-09-20', by: 'a', by_name: '周敏', changes, signed: true, undone: false, powerless: false, suspect_clock: false, ...over,
})
const change = (kind: string, name: string, before: unknown, after: unknown): Change => ({ kind, name, before, after })
const names = { nameOf: (_: string, value: string) => value, stateWord: (state: string) => state }

describe('the steps', () => {
  const acts = stepsOf([
    step('note_progress'), step('amend_appeal'), step('approve_conclusion', { code: 'wrong_role', values: { verb: 'approve_conclusion' } }),
    step('accept_appeal', { code: 'not_now', values: { verb: 'accept_appeal', state: 'handling' } }), step('register_appeal'),
  ], { forms: { note_progress: bare, amend_appeal: bare, approve_conclusion: bare, accept_appeal: bare }, aside: ['amend_appeal'] } as unknown as RecordKind)
  it('the way forward, with what forbids it', () => { expect(acts.now.map((one) => [one.verb, one.may])).toEqual([['note_progress', true], ['approve_conclusion', false]]) })
  it.each<[string, string[], string[]]>([
    ['what a head decides, before what a holder may ask', ['request_extension', 'approve_conclusion', 'send_back_conclusion'], ['approve_conclusion', 'request_extension', 'send_back_conclusion']],
    ['the sorting, before an answer on the spot', ['answer_on_spot', 'accept_appeal', 'refuse_appeal'], ['accept_appeal', 'answer_on_spot', 'refuse_appeal']],
    ['the delivery, before another try to reach them', ['log_contact_attempt', 'deliver_appeal'], ['deliver_appeal', 'log_contact_attempt']],
    ['else as the table has them', ['answer_on_spot', 'log_contact_attempt'], ['answer_on_spot', 'log_contact_attempt']],
  ])('first %s', (_, possible, shown) => { expect(stepsOf(possible.map((verb) => step(verb)), appeals).now.map((one) => one.verb)).toEqual(shown) })
  it('what is not possible leads nowhere', () => {
    const held = stepsOf([step('request_extension'), step('approve_conclusion', { code: 'lacks', values: { verb: 'approve_conclusion', lacks: ['reply'] } })], appeals)
    expect(held.now.map((one) => one.verb)).toEqual(['request_extension', 'approve_conclusion'])
  })
  it('the side paths in the menu', () => { expect(acts.aside.map((one) => one.verb)).toEqual(['amend_appeal']) })
  it('folded, what is not at its point', () => { expect(acts.later.map((one) => one.verb)).toEqual(['accept_appeal']) })
  it('a form that brings what is lacking is not closed by it, but by a role', () => {
    const kind = { forms: { complete_visit: { fields: [], fills: true } }, aside: [] } as unknown as RecordKind
    const lacking = step('complete_visit', { code: 'lacks', values: { verb: 'complete_visit', lacks: ['kind'] } })
    expect(stepsOf([lacking], kind).now[0]?.may).toBe(true)
    expect(stepsOf([step('complete_visit', { code: 'wrong_role', values: { verb: 'complete_visit' } })], kind).now[0]?.may).toBe(false)
  })
  it('a reason without the step it stands under, so that steps can share it', () => { expect(acts.now[1]?.why).toBe('您的角色不能办理') })
  it('in the menu, where each step stands alone, the whole sentence', () => {
    const closed = stepsOf([step('amend_appeal', { code: 'own_work', values: { verb: 'amend_appeal' } })], { forms: { amend_appeal: bare }, aside: ['amend_appeal'] } as unknown as RecordKind)
    expect(closed.aside[0]?.why).toMatch(/^承办人不能对自己的工作进行“.+”$/)
  })
  it('a reason that names what is missing is kept as it is', () => {
    const lacking = stepsOf([step('x', { code: 'lacks', values: { verb: 'x', lacks: ['reply', 'proof'] } })], { forms: { x: bare }, aside: [] } as unknown as RecordKind)
    expect(lacking.now[0]?.why).toBe('还缺：书面答复、佐证')
  })
})

describe('the timeline', () => {
  const first = entry('1', 'register_appeal', [change('field', 'title', null, '河道'), change('move', 'main', '', 'registered')])
  const amended = entry('2', 'amend_appeal', [change('field', 'title', '河道', '河道臭味'), change('field', 'holder', null, 'id')])
  const noted = entry('3', 'note_progress', [change('line', 'progress', null, { text: '已勘查', how: 'phone' })])
  it('a deletion by law names the field once and the ground, whatever it said', () => {
    const asked = entry('8', 'redact_field', [change('redact', 'title', null, 'withdrawn'), change('redact', 'title', null, 'withdrawn')])
    const signed = entry('9', 'approve_redaction', [change('line', 'redacted', null, { field: 'title', ground: 'withdrawn', asked_by: 'p' })])
    const said = timelineOf([signed, asked, first], 'all', { ...names, nameOf: (field, value) => (field === 'ground' && value === 'withdrawn' ? '个人撤回同意' : value) })
    expect(said.map(({ text }) => text).slice(0, 2)).toEqual(['批准删除：诉求摘要，个人撤回同意', '申请删除个人信息：诉求摘要，个人撤回同意'])
  })
  it('what is kept instead of deleted is told by ground, duty and day, and why it was released', () => {
    const kept = (until: string | null) => entry('9', 'keep_redaction', [change('kept', 'title', null, null), change('line', 'kept', null, { field: 'title', ground: 'withdrawn', duty: '档案保管期限', until })])
    const released = entry('10', 'release_field', [change('line', 'released', null, { field: 'title', reason: '案件重新审查' })])
    const called = { ...names, nameOf: (field: string, value: string) => (field === 'ground' && value === 'withdrawn' ? '个人撤回同意' : value) }
    const said = timelineOf([released, kept('2056-08-31'), kept(null), first], 'all', called)
    expect(said.map(({ text }) => text).slice(0, 3)).toEqual([
      '恢复使用：诉求摘要', '依法留存，停止使用：诉求摘要，个人撤回同意，档案保管期限，留存至 2056-08-31', '依法留存，停止使用：诉求摘要，个人撤回同意，档案保管期限，永久留存',
    ])
    expect([said[0]?.reason, said[1]?.changes]).toEqual(['案件重新审查', []])
  })
  it('the form is no change', () => { expect(timelineOf([first], 'all', names)[0]?.changes).toEqual([]) })
  it('a changed field, before and after; records by their id are not shown', () => {
    expect(timelineOf([amended, first], 'all', names)[0]?.changes).toEqual([{ field: '诉求摘要', from: '河道', to: '河道臭味' }])
  })
  it('a field is called as the noun calls it', () => {
    expect(timelineOf([amended, first], 'all', { ...names, labelOf: () => '标题' })[0]?.changes?.[0]?.field).toBe('标题')
  })
  it('a unit by its name', () => {
    const sent = entry('5', 'sort_voice', [change('line', 'sorted', null, { unit: 'court' })])
    expect(timelineOf([sent, first], 'all', { ...names, nameOf: (field, value) => (field === 'unit' && value === 'court' ? '人民法院' : value) })[0]?.text).toContain('人民法院')
  })
  // No call has their name: the desk does them within another one.
  it.each(['seed_office', 'seed_reference', 'grant_role', 'open_by_sheet'])('what the desk did on the way is in words: %s', (act) => {
    expect(timelineOf([entry('1', act)], 'all', names)[0]?.text).not.toBe(act)
  })
  // A bug: the note that holds what was proposed was shown by its id, and the conclusion by its code.
  it('what is proposed, without the record it lies in', () => {
    const proposed = entry('4', 'propose_conclusion', [change('line', 'proposed', null, { note: '01a10ccb-1c00-7d9f-a56c-86dab6d96e48', outcome: 'support' }), change('field', 'outcome', null, 'support')])
    const told = timelineOf([proposed, first], 'all', { ...names, nameOf: (field, value) => (appeals.lists[field] === 'conclusion' ? '予以支持' : value) })[0]
    expect([told?.text, told?.changes?.[0]?.to]).toEqual(['提请办结', '予以支持'])
  })
  it('what was written down', () => { expect(timelineOf([noted, first], 'all', names)[0]?.text).toBe('登记办理情况：已勘查') })
  it('what was taken back, with the reason', () => {
    const undone = { ...noted, undone: true }
    const undo = entry('4', 'undo', [change('undo', '', '3', '记错了日期')])
    expect(timelineOf([undo, undone, first], 'all', names)[0]).toMatchObject({ text: '撤销：登记办理情况', reason: '记错了日期' })
  })
  it('a conflict that was decided: what stands now, and why', () => {
    const decided = entry('4', 'resolve_conflict', [change('resolve', 'title', null, '河道污水'), change('line', 'settled', null, { about: 'title', reason: '以原卷为准' })])
    expect(timelineOf([decided, first], 'all', names)[0]).toMatchObject({ text: '处理冲突：诉求摘要定为“河道污水”', reason: '以原卷为准', changes: [] })
    const steps = entry('5', 'resolve_conflict', [change('resolve', 'main', null, 'accepted')])
    expect(timelineOf([steps, first], 'all', names)[0]?.text).toBe('处理冲突：状态定为“accepted”')
    const named = entry('6', 'resolve_conflict', [change('resolve', 'deputy', null, 'r9')])
    expect(timelineOf([named, first], 'all', names)[0]?.text).not.toContain('r9')
  })
  it('deeds that may be asked about: none that was taken back, has no force, or took another back', () => {
    const taken = [entry('4', 'undo'), { ...noted, undone: true }, entry('5', 'note_progress', [], { powerless: true }), first]
    expect([...deedsOf(taken)]).toEqual([['1', '1']])
  })
  it('the files an act brought along', () => {
    const proved = entry('6', 'deliver_appeal', [change('line', 'delivered', null, { how: 'post', proof: { kept: 'file', file: 'ab12', name: '回执.jpg' } })])
    expect(timelineOf([proved, first], 'all', names)[0]?.files).toEqual([{ name: '回执.jpg', file: 'ab12' }])
  })
  it('materials by their names, never as they are stored', () => {
    const added = entry('7', 'amend_appeal', [
      change('remove', 'materials', null, { kept: 'paper', name: '申请书', volume: '1', page: '2' }), change('add', 'materials', null, { kept: 'file', file: 'ab', name: '照片.png' }), change('add', 'materials', null, { kept: 'paper', name: '收条', volume: '1', page: '3' }),
    ])
    expect(timelineOf([added, first], 'all', names)[0]?.changes).toEqual([{ field: '材料', from: '申请书', to: '照片.png、收条', set: true }])
    expect(timelineOf([added, first], 'all', names)[0]?.files).toEqual([{ name: '照片.png', file: 'ab' }])
  })
  it('people and marks that were added or taken out; what the program keeps for itself is not told', () => {
    const amended = entry('8', 'amend_appeal', [
      change('add', 'party', null, { record: 'p1', part: 'agent' }), change('remove', 'party', null, { record: 'p2', part: 'representative' }), change('add', 'handler', null, 's1'),
      change('add', 'flags', null, 'group'), change('add', 'deputies', null, 'd1'), change('add', 'deputies', null, 'd2'),
    ])
    const known = new Map([['p1', '陈*'], ['d1', '陈代表']])
    const said = timelineOf([amended, first], 'all', { ...names, nameOf: (field, value) => (field === 'flags' && value === 'group' ? '集体访' : value), whoOf: (record) => known.get(record) })
    expect(said[0]?.changes).toEqual([
      { field: '当事人', from: '代表', to: '代理人 陈*', set: true }, { field: '特别情形', from: null, to: '集体访', set: true }, { field: '同来代表', from: null, to: '陈代表、—', set: true },
    ])
    expect(timelineOf([amended, first], 'fields', names)).toHaveLength(1)
  })
  it('a wording in doubt is marked wherever it is told', () => {
    const doubting = { ...names, doubtOf: (field: string, value: string) => (field === 'ground' && value === 'withdrawn') || (field === 'way' && value === 'visit') }
    const asked = entry('8', 'redact_field', [change('redact', 'title', null, 'withdrawn')])
    const changed = entry('9', 'amend_appeal', [change('field', 'way', 'letter', 'visit')])
    const said = timelineOf([changed, asked, first], 'all', doubting)
    expect(said[0]?.changes).toEqual([{ field: '信访形式', from: 'letter', to: 'visit（待核）' }])
    expect(said[1]?.text).toContain('withdrawn（待核）')
  })
  it('narrowed', () => {
    expect(timelineOf([noted, amended, first], 'fields', names).map((one) => one.id)).toEqual(['2'])
    expect(timelineOf([noted, amended, first], 'acts', names).map((one) => one.id)).toEqual(['3', '1'])
  })
  it('without force: struck through and marked', () => {
    expect(timelineOf([entry('4', 'note_progress', [], { powerless: true }), first], 'all', names)[0]).toMatchObject({ void: true, marks: ['无效力'] })
  })
  it.each<[string, unknown, unknown, { from: string | null, to: string | null }]>([
    ['yes and no', false, true, { from: '否', to: '是' }], ['nothing and a text', null, '河道', { from: null, to: '河道' }], ['a text and nothing', '河道', '', { from: '河道', to: null }], ['nought is a number', null, 0, { from: null, to: '0' }],
    ['a list', [], ['甲', '乙'], { from: null, to: '甲、乙' }], ['a list with holes', null, [null, '', '甲'], { from: null, to: '甲' }], ['signs of any script', '𠮷', '<b>䶮</b>\u202e', { from: '𠮷', to: '<b>䶮</b>\u202e' }],
    ['something that says nothing', null, { by: 'p1', on: '2026-09-01' }, { from: null, to: null }], ['something that says a text', null, { text: '已勘查', by: 'p1' }, { from: null, to: '已勘查' }],
  ])('a field told as %s', (_, before, after, told) => {
    const changed = entry('2', 'amend_appeal', [change('field', 'title', before, after)])
    expect(timelineOf([changed, first], 'all', names)[0]?.changes).toEqual([{ field: '诉求摘要', ...told }])
  })
  it.each<[string, Partial<TimelineEntry>, string[]]>([
    ['nothing', {}, []], ['a clock in doubt', { suspect_clock: true }, ['时间存疑']], ['both that it was undone and never had force', { undone: true, powerless: true }, ['无效力', '已撤销']],
  ])('marked with %s', (_, over, marks) => { expect(timelineOf([entry('2', 'note_progress', [], over), first], 'all', names)[0]?.marks).toEqual(marks) })
  it('somebody by their name, by the page’s own where none was written, and by their part alone', () => {
    const present = (over: object) => change('add', 'present', null, { part: 'x', record: null, name: null, ...over })
    const added = entry('2', 'amend_visit', [present({ name: '王敏' }), present({ record: 'p1' }), present({ record: 'p1', name: '' }), present({ record: 'p9' }), present({})])
    const said = timelineOf([added, first], 'all', { ...names, whoOf: (record) => (record === 'p1' ? '陈静' : undefined) })
    expect(said[0]?.changes?.[0]?.to).toBe('x 王敏、x 陈静、x 陈静、x、x')
  })
  it('a code is no reason, a sentence is', () => {
    const refused = (reason: unknown) => timelineOf([entry('2', 'refuse_appeal', [change('line', 'sorted', null, { reason })]), first], 'all', names)[0]?.reason
    expect([refused('not_ours'), refused('不属本院管辖'), refused(''), refused(7), refused(null)]).toEqual([undefined, '不属本院管辖', undefined, undefined, undefined])
  })
  it('an empty one is empty, and one entry alone is the form', () => {
    expect(timelineOf([], 'all', names)).toEqual([])
    expect(timelineOf([amended], 'fields', names)).toEqual([])
  })
  it('an undo of what is not here says that something was taken back', () => {
    expect(timelineOf([entry('9', 'undo', [change('undo', '', 'elsewhere', null)]), first], 'all', names)[0]).toMatchObject({ text: '撤销', reason: undefined })
  })
})
