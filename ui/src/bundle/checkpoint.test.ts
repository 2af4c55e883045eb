import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import CheckpointNote from './CheckpointNote.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const owes = (owed: boolean) => () => ({ owed })

describe('a checkpoint that is owed', () => {
  it.each(['head', 'registrar'] as const)('is told to a %s, and the line opens where it is written', async (role) => {
    atDesk(personOf(role), { checkpoint_owed: owes(true) })
    page = await standing(CheckpointNote)
    expect(page.text()).toContain('检查点已满一个月')
    expect(page.findComponent({ name: 'Btn' }).props('to')).toEqual({ name: 'verify' })
  })
  it('is not spoken of where nothing is owed, and no other checkpoint is opened for it', async () => {
    const desk = atDesk(personOf('head'), { checkpoint_owed: owes(false) })
    page = await standing(CheckpointNote)
    expect(page.text()).toBe('')
    expect(desk.names()).not.toContain('list_checkpoints')
  })
  it('is nobody else’s to write', async () => {
    const desk = atDesk(personOf('prosecutor'), {})
    page = await standing(CheckpointNote)
    expect(desk.names()).not.toContain('checkpoint_owed')
  })
})
