import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import SilentNote from './SilentNote.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const rows = (...silence: string[]) => ({ silent_days: 7, may_act: false, rows: silence.map((one) => ({ silence: one })) })

describe('desks that are silent', () => {
  it('are counted for a head, and the line opens exactly those', async () => {
    atDesk(personOf('head'), { list_desks: () => rows('heard', 'silent', 'too_long') })
    page = await standing(SilentNote)
    expect(page.text()).toContain('2 台工作台 7 天以上没有交换')
    expect(page.findComponent({ name: 'Btn' }).props('to')).toEqual({ name: 'desks', query: { show: 'silent' } })
  })
  it('are not spoken of where there are none', async () => {
    atDesk(personOf('registrar'), { list_desks: () => rows('heard') })
    page = await standing(SilentNote)
    expect(page.text()).toBe('')
  })
  it('are nobody else’s to look after', async () => {
    const desk = atDesk(personOf('prosecutor'), {})
    page = await standing(SilentNote)
    expect(desk.names()).not.toContain('list_desks')
  })
})
