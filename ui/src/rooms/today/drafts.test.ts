// What was begun and not done: where each goes on, and how one is thrown away.
import { flushPromises, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DraftRow } from '@/host/calls.gen'
import { staleNow } from '@/host/client'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { tellPlaces } from '@/router/places'
import { rooms } from '@/router/rooms'
import { type Answers, atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import { wordOr } from '@/words'
import DraftsCard from './DraftsCard.vue'

let page: VueWrapper | undefined
/** Their drafts alone: where records open is kept for as long as the program runs, here for the tests that follow. */
beforeEach(() => tellPlaces(rooms.map(({ key, drafts }) => ({ key, routes: [], ...(drafts ? { drafts } : {}) }))))
afterEach(() => { leave(page); page = undefined; tellPlaces([]) })

const MORNING = Date.parse('2026-09-24T01:05:00Z')
const row = (over: Partial<DraftRow> = {}): DraftRow => ({ id: 'd1', noun: 'appeal', title: '河道臭味', saved_ms: MORNING, n_chars: 132, ...over })
async function open(rows: DraftRow[], answers: Answers = {}) {
  const desk = atDesk(personOf('liaison'), { list_drafts: () => [...rows], ...answers })
  page = await standing(DraftsCard)
  return desk
}
const lines = () => page?.findAll('li').map((one) => [one.find('.title').text(), one.find('.small').text()]) ?? []

describe('drafts', () => {
  it('none are said to be none', async () => {
    await open([])
    expect(page?.text()).toContain('没有草稿')
    expect(page?.find('ul').exists()).toBe(false)
  })
  it('say what they are, when they were kept and how much was typed', async () => {
    await open([row(), row({ id: 'd2', noun: 'visit_step', title: '', saved_ms: MORNING - 86_400_000, n_chars: 0 })])
    expect(lines()).toEqual([['诉求 · 河道臭味', '09:05 · 已记 132 字'], ['走访补录 · 未命名', '9-23 09:05 · 已记 0 字']])
  })
  it('that are too long for their line can be read whole', async () => {
    await open([row({ title: '长'.repeat(40) })])
    expect(page?.find('.title').attributes('title')).toBe('长'.repeat(40))
  })
  it('of a form that this program does not know are listed and lead nowhere', async () => {
    await open([row({ noun: 'song_step' })])
    expect(lines()[0]?.[0]).toBe('song_step · 河道臭味')
    expect(page?.findComponent(RouterLinkStub).exists()).toBe(false)
  })
  it.each(rooms.flatMap((room) => Object.entries(room.drafts ?? {})))('%s has a name and goes on where it was begun', async (noun, to) => {
    expect(wordOr(`nouns.${noun}`, '')).not.toBe('')
    await open([row({ noun })])
    expect(page?.findComponent(RouterLinkStub).props('to')).toEqual(to('d1'))
  })
  it('are read again when one was written', async () => {
    const rows: DraftRow[] = []
    await open(rows)
    rows.push(row())
    await staleNow(['drafts'])
    await flushPromises()
    expect(lines()).toHaveLength(1)
  })
  it('that cannot be read say why, and are asked for again', async () => {
    let broken = true
    await open([], { list_drafts: () => { if (broken) throw new Fault('busy'); return [row()] } })
    expect(page?.find('[role="alert"]').text()).toContain('本机数据正忙')
    broken = false
    await press('重试')
    expect(lines()).toHaveLength(1)
  })
})

describe('throwing one away', () => {
  it('is asked first, by its name, and not done by 取消', async () => {
    const desk = await open([row()])
    await press('放弃 河道臭味')
    expect(dialog().textContent).toContain('“河道臭味”将从本机删除')
    await press('取消', dialog())
    expect(desk.names()).not.toContain('drop_draft')
  })
  it('drops that one, says so and lists the rest', async () => {
    const rows = [row(), row({ id: 'd2', title: '噪声' })]
    const desk = await open(rows, { drop_draft: ({ id }: { id: string }) => { rows.splice(rows.findIndex((one) => one.id === id), 1); return {} } })
    await press('放弃 噪声')
    await press('放弃', dialog())
    expect(desk.inputOf('drop_draft')).toEqual({ id: 'd2' })
    expect(lines().map(([title]) => title)).toEqual(['诉求 · 河道臭味'])
    expect(toasts.map(({ text }) => text)).toEqual(['草稿已放弃'])
  })
  it('one that is gone already counts as thrown away', async () => {
    await open([row()], { drop_draft: () => { throw new Fault('missing', { what: 'draft' }) } })
    await press('放弃 河道臭味')
    await press('放弃', dialog())
    expect(toasts.map(({ text }) => text)).toEqual(['草稿已放弃'])
  })
  it('a refusal is told where it was asked, and forgotten for the next one', async () => {
    await open([row()], { drop_draft: () => { throw new Fault('busy') } })
    await press('放弃 河道臭味')
    await press('放弃', dialog())
    expect(dialog().textContent).toContain('本机数据正忙')
    expect(toasts).toEqual([])
    await press('取消', dialog())
    await press('放弃 河道臭味')
    expect(dialog().textContent).not.toContain('本机数据正忙')
  })
})
