// What is registered once stays one, however fast it is pressed again.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import TextField from '@/parts/fields/TextField.vue'
import { atDesk, leave, personOf, press, standing } from '@/test-desk'
import RegisterPerson from './RegisterPerson.vue'

const pushed = vi.hoisted(() => [] as unknown[])
// The page of the new record cannot be read: whoever presses again would register a second one.
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ query: {} }), useRouter: () => ({ push: (to: unknown) => { pushed.push(to); return Promise.resolve(new Error('no page')) } }) }))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; pushed.splice(0) })

it('a person is not registered again where their page does not come', async () => {
  const desk = atDesk(personOf('registrar'), { register_person: () => ({ value: { record: 'p9' }, changed: [], seen: {} }), save_draft: ({ id }: { id: string }) => ({ id, saved_ms: 1 }), drop_draft: () => ({}) })
  page = await standing(RegisterPerson)
  for (const [at, text] of ['陈静', '控告申诉检察部'].entries()) {
    page.findAllComponents(TextField)[at]?.vm.$emit('update:modelValue', text)
    await flushPromises()
  }
  for (let n = 0; n < 3; n += 1) {
    await press('登记人员')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }))
    await flushPromises()
  }
  expect(pushed).toEqual(['/people/p9'])
  expect(desk.names().filter((name) => name === 'register_person')).toHaveLength(1)
})
