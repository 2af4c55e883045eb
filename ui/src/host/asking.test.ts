import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, nextTick, ref } from 'vue'
import { useAct } from './act'
import { useAsk } from './ask'
import { changedBy, client, forgetAll, staleNow } from './client'
import { lockDesk, lockedFor, useDesk } from './desk'
import { flushDrafts, openDraft, useDraft, useKeptDraft } from './draft'
import { Fault } from './fault'
import { useCarrier } from './index'
import { useList } from './list'

const asked: [string, unknown][] = []
let answer: (name: string, input: Record<string, unknown>) => unknown

beforeEach(() => {
  asked.length = 0
  client.clear()
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (name, input) => { asked.push([name, input]); return Promise.resolve().then(() => answer(name, input as Record<string, unknown>)) } })
})
afterEach(() => { useCarrier(undefined); vi.useRealTimers() })

function inPage<T>(setup: () => T) {
  let made!: T
  const page = mount(defineComponent(() => { made = setup(); return () => null }), { global: { plugins: [[VueQueryPlugin, { queryClient: client }]] } })
  return { made, page }
}

describe('useAsk', () => {
  it('asks again when an act made its topic stale, and not for another', async () => {
    answer = () => []
    inPage(() => useAsk('list_drafts', {}, { about: ['drafts'] }))
    await flushPromises()
    await staleNow(['appeals'])
    expect(asked).toHaveLength(1)
    await staleNow(['drafts'])
    expect(asked).toHaveLength(2)
  })
  it('a fault is a fault, and trying again can mend it', async () => {
    answer = () => { throw new Fault('busy') }
    const { made } = inPage(() => useAsk('list_drafts', {}))
    await flushPromises()
    expect([made.phase.value, made.fault.value?.code]).toEqual(['failed', 'busy'])
    answer = () => []
    await made.again()
    expect(made.phase.value).toBe('ready')
  })
  it('when the person changes, what was answered is gone and who sits here is asked again', async () => {
    answer = () => ({})
    inPage(() => [useAsk('desk_state', {}, { about: ['desk'] }), useAsk('list_drafts', {}, { about: ['drafts'] })])
    await flushPromises()
    asked.length = 0
    forgetAll()
    expect(client.getQueryData(['list_drafts', {}])).toBeUndefined()
    await staleNow(['desk'])
    expect(asked).toEqual([['desk_state', {}]])
  })
  it.each([[{ changed: ['appeals'] }, ['appeals']], [{}, []], [null, []], ['x', []], [{ changed: 'x' }, []]])('%j changed %j', (outcome, topics) => { expect(changedBy(outcome)).toEqual(topics) })
})

describe('locking', () => {
  it('signs out, asks where the desk stands, and keeps nothing that was seen', async () => {
    let state = 'open'
    answer = (name) => { if (name === 'sign_out') state = 'locked'; return name === 'desk_state' ? { state, person: null } : [{ title: '徐国平' }] }
    const { made } = inPage(() => ({ desk: useDesk(), drafts: useAsk('list_drafts', {}, { about: ['drafts'] }) }))
    await flushPromises()
    await lockDesk('周敏')
    expect(asked.slice(-2).map(([name]) => name)).toEqual(['sign_out', 'desk_state'])
    expect([made.desk.state.value, lockedFor.value]).toEqual(['locked', '周敏'])
    expect(JSON.stringify(client.getQueryCache().getAll().map((query) => query.state.data))).not.toContain('徐国平')
  })
})

describe('useAct', () => {
  it('two presses are one act', async () => {
    answer = () => ({})
    const { made } = inPage(() => useAct('drop_draft'))
    await Promise.all([made.run({ id: '1' }), made.run({ id: '1' })])
    expect(asked).toHaveLength(1)
  })
  it('a refusal is kept for the form and answers nothing', async () => {
    answer = () => { throw new Fault('required', { field: 'name' }) }
    const { made } = inPage(() => useAct('drop_draft'))
    expect(await made.run({ id: '1' })).toBeUndefined()
    expect([made.fault.value?.field, made.busy.value]).toEqual(['name', false])
    made.clear()
    expect(made.fault.value).toBeUndefined()
  })
})

describe('useList', () => {
  const rows = (from: number) => Array.from({ length: 2 }, (_, at) => ({ record: String(from + at) }))
  it('turns pages forward and back by their cursors, and begins again with another filter', async () => {
    answer = (_, input) => ({ places: [], by_number: false, page: input.cursor === 'c2' ? { rows: rows(3), next: null, count: 4 } : { rows: rows(1), next: 'c2', count: 4 } })
    const text = ref('三')
    const { made } = inPage(() => useList('find', () => ({ text: text.value })))
    await flushPromises()
    expect([made.rows.value.map((row) => row.record), made.hasPrev.value]).toEqual([['1', '2'], false])
    made.next()
    await flushPromises()
    expect([made.rows.value.map((row) => row.record), made.first.value, made.hasNext.value]).toEqual([['3', '4'], 2, false])
    made.next()
    made.prev()
    await flushPromises()
    expect([made.first.value, made.hasPrev.value]).toEqual([0, false])
    made.next()
    text.value = '山'
    await flushPromises()
    expect(asked[asked.length - 1]).toEqual(['find', { text: '山' }])
    expect(made.first.value).toBe(0)
  })
  // Pressed twice the second page stood under the numbers of the third, and after another filter its cursor was that of the old one.
  it('turns no further while the page before, or that of another filter, still stands', async () => {
    answer = (_, input) => ({ places: [], by_number: false, page: { rows: rows(1), next: input.cursor === undefined ? 'c2' : 'c3', count: 6 } })
    const text = ref('三')
    const { made } = inPage(() => useList('find', () => ({ text: text.value })))
    await flushPromises()
    made.next()
    await nextTick()
    made.next()
    await flushPromises()
    expect([asked.map(([, input]) => input), made.first.value]).toEqual([[{ text: '三' }, { text: '三', cursor: 'c2' }], 2])
    text.value = '山'
    await nextTick()
    made.next()
    await flushPromises()
    expect([asked.slice(2).map(([, input]) => input), made.first.value]).toEqual([[{ text: '山' }], 0])
  })
  it('a page whose last row went away gives way to the one before it', async () => {
    let last = [{ record: '3' }]
    answer = (_, input) => (input.cursor === 'c2' ? { rows: last, next: null, count: 2 + last.length } : { rows: rows(1), next: last.length ? 'c2' : null, count: 2 + last.length })
    const { made } = inPage(() => useList('list_visits', {}, { about: ['visits'] }))
    await flushPromises()
    made.next()
    await flushPromises()
    expect(made.rows.value.map((row) => row.record)).toEqual(['3'])
    last = []
    await staleNow(['visits'])
    await flushPromises()
    expect([made.rows.value.map((row) => row.record), made.first.value, made.hasPrev.value]).toEqual([['1', '2'], 0, false])
  })
  it('a list that is empty from its beginning is empty, and is not asked again', async () => {
    answer = () => ({ rows: [], next: null, count: 0 })
    const { made } = inPage(() => useList('list_visits', {}))
    await flushPromises()
    expect([made.rows.value, made.phase.value, asked.length]).toEqual([[], 'ready', 1])
  })
})

describe('useDraft', () => {
  beforeEach(() => { vi.useFakeTimers(); answer = (_, input) => ({ id: input.id ?? 'd1', saved_ms: 5 }) })
  const saves = () => asked.filter(([name]) => name === 'save_draft').map(([, input]) => (input as { body: { text: string } }).body.text)
  function typing(more: Partial<Parameters<typeof useDraft<{ text: string }>>[0]> = {}) {
    const body = ref({ text: '' })
    return { body, ...inPage(() => useDraft({ noun: 'register_appeal', body: () => body.value, ...more })) }
  }
  async function type(body: { value: { text: string } }, text: string, ms: number) {
    body.value = { text }
    await vi.advanceTimersByTimeAsync(ms)
  }

  it('a person who never rests is still written down within two seconds', async () => {
    const { body } = typing()
    for (let n = 1; n <= 20; n += 1) await type(body, '字'.repeat(n), 100)
    expect(saves().length).toBeGreaterThanOrEqual(1)
  })
  it('is written when the typing rests, and has one id from then on', async () => {
    const { body, made } = typing()
    await type(body, '三', 1000)
    await type(body, '三山', 1000)
    const ids = asked.map(([, input]) => (input as { id?: string }).id)
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(ids).toEqual([made.id.value, made.id.value])
    expect([made.savedAt.value, made.pending.value]).toEqual([5, false])
  })
  it('one that is taken up again keeps its id, and two forms have two', async () => {
    const [first, second, again] = [typing(), typing(), typing({ id: 'd7' })]
    for (const { body } of [first, second, again]) await type(body, '三', 1000)
    expect(new Set([first, second, again].map(({ made }) => made.id.value)).size).toBe(3)
    expect(again.made.id.value).toBe('d7')
  })
  // Two windows: whoever went on from older words wrote over the newer ones.
  it('each writing says which words it goes on from, and goes on beside others that stand there', async () => {
    let n = 0
    answer = (name, input) => (name === 'open_draft' ? { body: {}, saved_ms: 40 } : { id: n === 2 ? 'd9' : input.id, saved_ms: 50 + n++ })
    await openDraft('d7')
    const { body, made } = typing({ id: 'd7' })
    for (const text of ['三', '三山', '三山村', '三山村水']) await type(body, text, 1000)
    const sent = asked.filter(([name]) => name === 'save_draft').map(([, input]) => { const { id, over } = input as { id: string, over?: number }; return [id, over] })
    expect(sent).toEqual([['d7', 40], ['d7', 50], ['d7', 51], ['d9', 52]])
    expect(made.id.value).toBe('d9')
  })
  it('the first writing of a new draft goes over nothing, nor do the last words of a page wait to know', async () => {
    const { body } = typing()
    await type(body, '三', 1000)
    await type(body, '三山', 10)
    window.dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(0)
    expect(asked.map(([, input]) => (input as { over?: number }).over)).toEqual([undefined, undefined])
    expect(saves()).toEqual(['三', '三山'])
  })
  it('an untouched form is no draft', async () => {
    const { body } = typing({ worthKeeping: (one) => one.text !== '' })
    await type(body, '', 3000)
    expect(saves()).toEqual([])
  })
  it('is written before the desk locks', async () => {
    const { body } = typing()
    await type(body, '三', 10)
    await flushDrafts()
    expect(saves()).toEqual(['三'])
  })
  it('is written when its page goes', async () => {
    const { body, page } = typing()
    await type(body, '三', 10)
    page.unmount()
    await vi.advanceTimersByTimeAsync(0)
    expect(saves()).toEqual(['三'])
  })
  it.each([['the tab closes', window, 'pagehide'], ['it is hidden', document, 'visibilitychange'], ['another window comes forward', window, 'blur']] as const)('is written when %s', async (_, target, event) => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    const { body } = typing()
    await type(body, '三', 10)
    target.dispatchEvent(new Event(event))
    await vi.advanceTimersByTimeAsync(0)
    expect(saves()).toEqual(['三'])
    target.dispatchEvent(new Event(event))
    await vi.advanceTimersByTimeAsync(3000)
    expect(saves(), 'once').toEqual(['三'])
  })
  /** The last words waited behind those on their way, and nobody was left to send them. */
  it('its last words go at once when the tab closes, into the same draft', async () => {
    let arrive = () => {}
    answer = (_, input) => new Promise((done) => { arrive = () => { done({ id: input.id, saved_ms: 5 }) } })
    const { body, made } = typing()
    await type(body, '三', 1000)
    await type(body, '三山', 10)
    window.dispatchEvent(new Event('pagehide'))
    expect(saves()).toEqual(['三', '三山'])
    expect(new Set(asked.map(([, input]) => (input as { id: string }).id)).size).toBe(1)
    arrive()
    await vi.advanceTimersByTimeAsync(3000)
    expect(made.fault.value).toBeUndefined()
  })
  it('nothing is sent by a tab that closes when all was written', async () => {
    const { body } = typing()
    await type(body, '三', 1000)
    window.dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(3000)
    expect(saves()).toEqual(['三'])
  })
  it('a failure is said and the next key tries again', async () => {
    const { body, made } = typing()
    answer = () => { throw new Fault('disk_full') }
    await type(body, '三', 1000)
    expect(made.fault.value?.code).toBe('disk_full')
    answer = () => ({ id: 'd1', saved_ms: 6 })
    await type(body, '三山', 1000)
    expect([made.fault.value, made.savedAt.value]).toEqual([undefined, 6])
  })
  it('what could not be written is not written: it waits, and every chance is taken', async () => {
    const { body, made } = typing()
    answer = () => { throw new Fault('disk_full') }
    await type(body, '三', 5000)
    expect([made.pending.value, await made.keep()]).toEqual([true, false])
    answer = () => ({ id: 'd1', saved_ms: 6 })
    window.dispatchEvent(new Event('blur'))
    await vi.advanceTimersByTimeAsync(0)
    expect([made.pending.value, made.fault.value, made.savedAt.value, await made.keep()]).toEqual([false, undefined, 6, true])
    expect(saves().filter((text) => text === '三').length).toBeGreaterThanOrEqual(3)
  })
  it('what could not be written is written before the desk locks', async () => {
    const { body } = typing()
    answer = () => { throw new Fault('busy') }
    await type(body, '三', 3000)
    const tries = saves().length
    answer = () => ({ id: 'd1', saved_ms: 6 })
    await flushDrafts()
    expect(saves()).toHaveLength(tries + 1)
  })
  it('what could not be written is told to who ends the program, unless it is not there any more', async () => {
    const { body, made } = typing({ worthKeeping: (one) => one.text !== '' })
    answer = () => { throw new Fault('disk_full') }
    await type(body, '三', 3000)
    expect((await flushDrafts())?.code).toBe('disk_full')
    await type(body, '', 3000)
    expect([await flushDrafts(), made.fault.value, made.pending.value]).toEqual([undefined, undefined, false])
    await type(body, '山', 3000)
    expect((await flushDrafts())?.code).toBe('disk_full')
    await made.drop()
    expect(await flushDrafts(), 'thrown away').toBeUndefined()
  })
  it('an older text never overtakes a newer one', async () => {
    const { body } = typing()
    let slow: ((value: unknown) => void) | undefined
    answer = () => (slow ? { id: 'd1', saved_ms: 7 } : new Promise((done) => { slow = done }))
    await type(body, '三', 1000)
    await type(body, '三山', 1000)
    expect(saves()).toEqual(['三'])
    slow?.({ id: 'd1', saved_ms: 6 })
    await vi.advanceTimersByTimeAsync(0)
    expect(saves()).toEqual(['三', '三山'])
  })
  it.each(['𠮷䶮', '\u202e名\u200b', '长'.repeat(20_001), '=cmd|x'])('is written as it was typed: %s', async (text) => {
    const { body } = typing()
    await type(body, text, 1000)
    expect(saves()).toEqual([text])
  })
  it('dropped, it is gone and stays gone', async () => {
    const { body, made } = typing()
    await type(body, '三', 1000)
    await made.drop()
    await type(body, '三山', 3000)
    expect(asked.map(([name]) => name)).toEqual(['save_draft', 'drop_draft'])
  })
  it('settled, its last keys are written before the act that drops it', async () => {
    const { body, made } = typing()
    await type(body, '刚打的字', 10)
    expect(await made.settle()).toBe((asked[0]?.[1] as { id: string }).id)
    expect(saves()).toEqual(['刚打的字'])
    await made.gone()
    await type(body, '办完以后', 5000)
    expect(asked.map(([name]) => name), 'the act dropped it, and nothing writes it anew').toEqual(['save_draft'])
  })
})

describe('a draft that somebody goes on with', () => {
  it('a second opening begins with the words of now, not with those of the first', async () => {
    answer = () => ({ id: 'd1', noun: 'visit', saved_ms: 1, body: { values: { summary: '第一稿' } } })
    const first = inPage(() => useKeptDraft('d1'))
    expect(first.made.ready.value).toBe(false)
    await flushPromises()
    expect(first.made.body.value).toEqual({ values: { summary: '第一稿' } })
    first.page.unmount()
    answer = () => ({ id: 'd1', noun: 'visit', saved_ms: 2, body: { values: { summary: '第二稿' } } })
    const { made } = inPage(() => useKeptDraft('d1'))
    expect([made.ready.value, made.body.value]).toEqual([false, undefined])
    await flushPromises()
    expect([made.ready.value, made.body.value]).toEqual([true, { values: { summary: '第二稿' } }])
  })
  it('is asked for once, whatever is saved or looked at meanwhile', async () => {
    answer = () => ({ id: 'd1', noun: 'visit', saved_ms: 1, body: {} })
    inPage(() => useKeptDraft('d1'))
    await flushPromises()
    await staleNow(['drafts'])
    window.dispatchEvent(new Event('focus'))
    await flushPromises()
    expect(asked).toEqual([['open_draft', { id: 'd1' }]])
  })
  it('that cannot be read says so, and trying again can mend it', async () => {
    answer = () => { throw new Fault('busy') }
    const { made } = inPage(() => useKeptDraft('d1'))
    await flushPromises()
    expect([made.ready.value, made.fault.value?.code, made.busy.value]).toEqual([false, 'busy', false])
    answer = () => ({ id: 'd1', noun: 'visit', saved_ms: 1, body: {} })
    await made.again()
    expect([made.ready.value, made.fault.value]).toEqual([true, undefined])
  })
})
