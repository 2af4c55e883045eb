import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import type { AppealView } from '@/host/calls.gen'
import { atDesk, dialog, leave, personOf, press, standing } from '@/test-desk'
import NotesCard from './NotesCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const view = { record: 'a1', seen: ['h1'], notes: [], facts: { title: '河道臭味' } } as unknown as AppealView
const area = () => dialog().querySelector('textarea') as HTMLTextAreaElement

it('a handling note is written down while it is typed, with the appeal it is taken up at', async () => {
  const desk = atDesk(personOf('prosecutor'), { save_draft: () => ({ id: 'd1', saved_ms: 2 }) })
  page = await standing(NotesCard, { view, reload: () => Promise.resolve() })
  await press('写办理笔记')
  area().value = '现场踏勘两次'
  area().dispatchEvent(new Event('input'))
  await flushPromises()
  window.dispatchEvent(new Event('blur'))
  await flushPromises()
  expect(desk.inputOf('save_draft')).toMatchObject({ noun: 'appeal_step', body: { record: 'a1', verb: 'write_note', values: { text: '现场踏勘两次' } } })
})

it('and opens again with what was typed, into the same draft', async () => {
  const desk = atDesk(personOf('prosecutor'), { write_note: () => ({ value: { record: 'n1' }, changed: ['appeals'], seen: {}, deed: 'e1' }), drop_draft: () => ({}) })
  page = await standing(NotesCard, { view, reload: () => Promise.resolve(), kept: { id: 'd1', values: { kind: 'opinion', text: '拟受理' } } })
  expect(area().value).toBe('拟受理')
  await press('写办理笔记', dialog())
  expect(desk.inputOf('write_note')).toEqual({ appeal: 'a1', kind: 'opinion', text: '拟受理' })
  expect(desk.inputOf('drop_draft')).toEqual({ id: 'd1' })
})
