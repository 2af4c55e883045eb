// What is registered once stays one, however fast it is pressed again.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { atDesk, leave, personOf, press, standing, TODAY } from '@/test-desk'
import { blankAppeal } from './fields'
import RegisterForm from './RegisterForm.vue'

const pushed = vi.hoisted(() => [] as unknown[])
// The page of the new record is still on its way.
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRouter: () => ({ push: (to: unknown) => { pushed.push(to); return new Promise(() => undefined) } }) }))

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; pushed.splice(0) })

it('an appeal is not registered again while its page is on its way', async () => {
  const desk = atDesk({ ...personOf('liaison'), stations: [{ record: 's1', name: '东湖站' }] as never }, {
    register_appeal: () => ({ value: { record: 'a1', no: 'JJ01-SQ-2026-1' }, changed: [], seen: {} }), save_draft: ({ id }: { id: string }) => ({ id, saved_ms: 1 }), preview_limits: () => ({ limits: [], candidate: null }),
  })
  page = await standing(RegisterForm, { begin: { ...blankAppeal(TODAY, 's1'), title: '河道污水' }, today: TODAY })
  for (let n = 0; n < 3; n += 1) {
    await press('登记')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }))
    await flushPromises()
  }
  expect(pushed).toEqual(['/appeals/a1'])
  expect(desk.names().filter((name) => name === 'register_appeal')).toHaveLength(1)
}, 30_000)
