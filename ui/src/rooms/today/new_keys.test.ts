import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import NewKeysNote from './NewKeysNote.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const rows = (...names: string[]) => names.map((name) => ({ account: 'a', name, desk: {}, print: '0A1B 2C3D 4E5F 6071', asked_ms: 0 }))

describe('new keys that wait', () => {
  it('are told to who keeps the accounts, by whose they are, without the four groups', async () => {
    atDesk(personOf('registrar'), { list_new_keys: () => rows('陈阿海', '林海霞') })
    page = await standing(NewKeysNote)
    expect(page.text()).toContain('陈阿海、林海霞的新钥匙待登记')
    expect(page.text()).not.toContain('0A1B')
    expect(page.findComponent({ name: 'Btn' }).props('to')).toEqual({ name: 'accounts' })
  })
  it('are not spoken of where there are none', async () => {
    atDesk(personOf('system_admin'), { list_new_keys: () => [] })
    page = await standing(NewKeysNote)
    expect(page.text()).toBe('')
  })
  it('are nobody else’s to look after', async () => {
    const desk = atDesk(personOf('head'), {})
    page = await standing(NewKeysNote)
    expect(desk.names()).not.toContain('list_new_keys')
  })
})
