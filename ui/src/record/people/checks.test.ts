// A number is checked when its typing rests, and not again at every key in another field.
import { mount, type VueWrapper } from '@vue/test-utils'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { afterEach, expect, it, vi } from 'vitest'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf } from '@/test-desk'
import { blankPerson, type PersonForm } from './person'
import PersonFields from './PersonFields.vue'

let page: VueWrapper | undefined
afterEach(() => { vi.useRealTimers(); leave(page); page = undefined })

it('what is wrong with a number stays said while another field is typed', async () => {
  vi.useFakeTimers()
  const desk = atDesk(personOf('liaison'), { check_identity: () => { throw new Fault('check_failed', { field: 'phone' }) } })
  const one: VueWrapper = mount(PersonFields, {
    props: { modelValue: { ...blankPerson('petitioner'), phone: '1380000' }, title: '信访人', removable: false, 'onUpdate:modelValue': (now: PersonForm) => one.setProps({ modelValue: now }) } as never,
    global: { plugins: [[VueQueryPlugin, { queryClient: client }]] as never },
  })
  page = one
  const checks = () => desk.names().filter((name) => name === 'check_identity').length
  await vi.advanceTimersByTimeAsync(400)
  expect([checks(), one.findAll('[aria-invalid="true"]').length]).toEqual([1, 1])
  await one.find('input:not([type="radio"]):not([type="checkbox"])').setValue('徐')
  expect(one.findAll('[aria-invalid="true"]')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(400)
  expect(checks()).toBe(1)
})

// A bug: an address over its limit was refused, and nothing on the page said so.
it.each(['address', 'work', 'contact', 'authority', 'home', 'id_unverified', 'company_unverified'] as const)('%s that is too long is told beside it', (key) => {
  atDesk(personOf('liaison'), { check_identity: () => ({}) })
  const kind = key.startsWith('co') ? 'unit' : 'person'
  page = mount(PersonFields, {
    props: { modelValue: { ...blankPerson('agent'), kind, [key]: 'x'.repeat(201) }, title: 'x', removable: false, refused: { field: key, text: 'most 200' } } as never,
    global: { plugins: [[VueQueryPlugin, { queryClient: client }]] as never },
  })
  expect(page.findAll('.error').map((one) => one.text())).toContain('most 200')
})
