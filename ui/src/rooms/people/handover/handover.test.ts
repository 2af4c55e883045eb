import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { WorkRow } from '@/host/calls.gen'
import { staleNow } from '@/host/client'
import { lockDesk } from '@/host/desk'
import { Fault } from '@/host/fault'
import AreaField from '@/parts/fields/AreaField.vue'
import SelectField from '@/parts/fields/SelectField.vue'
import { type Answers, atDesk, leave, personOf, press, standing } from '@/test-desk'
import HandOver from './HandOver.vue'
import { groupsOf, inputOf, keptChoice, stateOf } from './work'

const route = vi.hoisted(() => ({ query: {} as Record<string, string> }))
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => route }))

const row = (record: string, noun = 'appeal', over: Partial<WorkRow> = {}): WorkRow => ({
  work: { record, noun, title: `事项${record}`, station: null, holder: 'p2' }, no: null, state: 'handling', station_name: '', seen: [`h${record}`], ...over,
})
const rows = [row('1'), row('2', 'voice'), row('3'), row('4', 'obligation')]

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; route.query = {} })

describe('the work of a colleague', () => {
  it('stands by noun, in the order the desk tells it', () => {
    expect(groupsOf(rows).map((group) => [group.title, group.rows.map((one) => one.work.record)])).toEqual([['诉求 2 件', ['1', '3']], ['声音 1 件', ['2']], ['任务 1 件', ['4']]])
    expect(groupsOf([])).toEqual([])
  })
  it.each<[string, string, string]>([['appeal', 'handling', '办理中'], ['obligation', 'submitted', '待审核'], ['appeal', 'of_tomorrow', '—'], ['clue', 'open', '—']])('%s at %s is called %s', (noun, state, word) => {
    expect(stateOf(row('1', noun, { state }))).toBe(word)
  })
  it.each<[string, string[], string[], string[]]>([
    ['all of it goes', [], [], ['1', '2', '3', '4']], ['what was unticked stays', ['2', '4'], ['2', '4'], ['1', '3']], ['what is no more on the list is not named', ['9'], [], ['1', '2', '3', '4']], ['nothing goes', ['1', '2', '3', '4'], ['1', '2', '3', '4'], []],
  ])('%s', (_, stays, except, goes) => {
    const input = inputOf(rows, new Set(stays), { from: 'p2', to: 'p3', reason: '调离' })
    expect(input).toEqual({ from: 'p2', to: 'p3', reason: '调离', except, on: goes.map((record) => ({ record, seen: [`h${record}`] })) })
  })
})

describe('handing it over', () => {
  const done = (n: number) => ({ value: { n }, changed: [], seen: {}, deed: 'd1', id: 'd1', saved_ms: 1 })
  async function open(answers: Answers = {}) {
    const desk = atDesk(personOf('head'), {
      open_person: ({ record }: { record: string }) => ({ name: { p2: '李倩', p3: '陈静', p4: '王敏' }[record] ?? '' }), preview_hand_over: () => ({ rows, n_unseen: 0, sealed_apart: false }), list_people: () => ({ rows: [], next: null, count: 0 }), hand_over: () => done(4), ...answers,
    })
    page = await standing(HandOver, { record: 'p2' })
    return desk
  }
  const to = async (record: string | null) => { page?.findComponent(SelectField).vm.$emit('update:modelValue', record); await flushPromises() }
  const why = async (text: string) => { page?.findComponent(AreaField).vm.$emit('update:modelValue', text); await flushPromises() }

  it('asks to whom and why first', async () => {
    const desk = await open()
    await press('移交 4 件')
    expect(desk.names()).not.toContain('hand_over')
    expect(page?.findAll('.error').length ?? 0).toBeGreaterThan(0)
  })
  it('tells who has it now, and how much', async () => {
    const desk = await open()
    await to('p3')
    await why(' 调离 ')
    await press('移交 4 件')
    expect(desk.inputOf('hand_over')).toMatchObject({ from: 'p2', to: 'p3', reason: '调离', except: [] })
    expect(page?.text()).toContain('已将 4 件工作由 李倩 移交给 陈静。')
    expect(page?.text()).not.toContain('仍由')
  })
  // The name of whoever was chosen first came late and stood in the result of the other.
  it('names the one who was chosen last, however late the first name comes', async () => {
    let late: ((view: unknown) => void) | undefined
    await open({ open_person: ({ record }: { record: string }) => (record === 'p3' ? new Promise((tell) => { late = tell }) : { name: { p2: '李倩', p4: '王敏' }[record] ?? '' }) })
    await to('p3')
    await to('p4')
    late?.({ name: '陈静' })
    await flushPromises()
    await why('调离')
    await press('移交 4 件')
    expect(page?.text()).toContain('移交给 王敏。')
    expect(page?.text()).not.toContain('陈静')
  })
  it('counts as staying what is on the list and stays', async () => {
    const desk = await open({ hand_over: () => done(3) })
    await page?.findAll('tbody input[type="checkbox"]')[1]?.setValue(false)
    await to('p3')
    await why('调离')
    await press('移交 3 件')
    expect(desk.inputOf('hand_over')).toMatchObject({ except: ['1'] })
    expect(page?.text()).toContain('1 件仍由 李倩 办理。')
  })
  // The locked screen says that what was typed is a draft: of a hand-over it was not.
  it('is a draft before the desk locks, whom it goes to and what stays included', async () => {
    const desk = await open({ save_draft: () => ({ id: 'd1', saved_ms: 2 }), sign_out: () => ({}) })
    await page?.findAll('tbody input[type="checkbox"]')[1]?.setValue(false)
    await to('p3')
    await why('调离')
    await lockDesk('周敏')
    expect(desk.inputOf('save_draft')).toMatchObject({ noun: 'person_step', body: { title: '移交 李倩 的工作', record: 'p2', verb: 'hand_over', values: { to: 'p3', reason: '调离', stays: ['1'] } } })
  })
  it('goes on with what was begun, and its draft goes once it is done', async () => {
    route.query = { draft: 'd1' }
    const desk = await open({ open_draft: () => ({ body: { values: { to: 'p3', reason: '调离', stays: ['1'] } } }), drop_draft: () => ({}), save_draft: () => ({ id: 'd1', saved_ms: 2 }), hand_over: () => done(3) })
    await press('移交 3 件')
    expect(desk.inputOf('hand_over')).toMatchObject({ to: 'p3', reason: '调离', except: ['1'] })
    expect(desk.inputOf('drop_draft')).toEqual({ id: 'd1' })
    expect(page?.text()).toContain('移交给 陈静。')
  })
  it('whose draft cannot be read says why, and begins no other over it', async () => {
    route.query = { draft: 'd1' }
    const desk = await open({ open_draft: () => { throw new Fault('busy') } })
    expect(page?.find('[role="alert"]').text()).toContain('本机数据正忙')
    expect(page?.findComponent(AreaField).exists()).toBe(false)
    expect(desk.names()).not.toContain('save_draft')
  })
  it.each([[null], ['x'], [{}], [{ values: { to: 7, reason: null, stays: [7, null] } }], [{ values: { stays: 'x' } }]])('a draft of another shape, %j, begins empty', (body) => { expect(keptChoice(body)).toEqual({ to: null, reason: '', stays: [] }) })
  // Any act reads the list again: one failure of it took the reason out of sight.
  it('a later reading that fails is told above what is typed', async () => {
    let preview: () => unknown = () => ({ rows, n_unseen: 0, sealed_apart: false })
    await open({ preview_hand_over: () => preview(), save_draft: () => ({ id: 'd1', saved_ms: 2 }) })
    await why('调离')
    preview = () => { throw new Fault('busy') }
    await staleNow(['appeals'])
    await flushPromises()
    expect(page?.find('[role="alert"]').text()).toContain('本机数据正忙')
    expect(page?.findComponent(AreaField).props('modelValue')).toBe('调离')
  })
  it('a list that moved on is read again, and the choice stays', async () => {
    const desk = await open({ hand_over: () => { throw new Fault('moved_on', { record: '1' }) } })
    await to('p3')
    await why('调离')
    await press('移交 4 件')
    expect(desk.names().filter((name) => name === 'preview_hand_over')).toHaveLength(2)
    expect(page?.text()).toContain('您的选择还在')
    expect(page?.findComponent(SelectField).props('modelValue')).toBe('p3')
  })
  it('a handler of sealed matters is handed over by another one', async () => {
    await open({ preview_hand_over: () => ({ rows: [], n_unseen: 0, sealed_apart: true }) })
    expect(page?.text()).toContain('须由另一位封存办理人移交')
  })
  it('with nothing open there is nothing to hand over', async () => {
    await open({ preview_hand_over: () => ({ rows: [], n_unseen: 0, sealed_apart: false }) })
    expect(page?.text()).toContain('没有可移交的工作')
    expect(page?.findAll('button').some((one) => one.text().startsWith('移交'))).toBe(false)
  })
})
