// A station that is being typed in.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import AddStation from './AddStation.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ query: {} }) }))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

// Coming back to the window reads the offices again: one failure of it put a blank form in the place of the begun one.
it('stays where its offices are read again and that fails', async () => {
  let offices: () => unknown = () => [{ code: '331002', name: '椒江区院', townships: [] }]
  atDesk(personOf('registrar'), { offices: () => offices(), save_draft: ({ id }: { id: string }) => ({ id, saved_ms: 1 }) })
  page = await standing(AddStation)
  const input = () => page?.findAll<HTMLInputElement>('form input:not([type="checkbox"])')[0]
  await input()?.setValue('三山')
  offices = () => { throw new Fault('busy') }
  await client.refetchQueries({ queryKey: ['offices'] })
  await flushPromises()
  expect(input()?.element.value).toBe('三山')
})
