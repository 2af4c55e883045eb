import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import CheckpointNote from './CheckpointNote.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const list = (due: boolean, ...own: boolean[]) => () => ({ due, may_write: true, rows: own.map((one) => ({ own: one })) })

describe('a checkpoint that is owed', () => {
  it.each(['head', 'registrar'] as const)('is told to a %s, and the line opens where it is written', async (role) => {
    atDesk(personOf(role), { list_checkpoints: list(true, true) })
    page = await standing(CheckpointNote)
    expect(page.text()).toContain('检查点已满一个月')
    expect(page.findComponent({ name: 'Btn' }).props('to')).toEqual({ name: 'verify' })
  })
  it.each<[string, ReturnType<typeof list>]>([['before the month is over', list(false, true)], ['before the first of all', list(true)], ['where the others are of other offices', list(true, false)]])('is not spoken of %s', async (_, answer) => {
    atDesk(personOf('head'), { list_checkpoints: answer })
    page = await standing(CheckpointNote)
    expect(page.text()).toBe('')
  })
  it('is nobody else’s to write', async () => {
    const desk = atDesk(personOf('prosecutor'), {})
    page = await standing(CheckpointNote)
    expect(desk.names()).not.toContain('list_checkpoints')
  })
})
