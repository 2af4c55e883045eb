// A day of birth that cannot be read holds the form back, beside the person whose it is.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atDesk, dialog, leave, personOf, standing, TODAY } from '@/test-desk'
import StepForm from '../steps/StepForm.vue'
import { blankPerson } from './person'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

describe('a day of birth that cannot be read', () => {
  it('is not left out of what is sent, and is told only where it was typed', async () => {
    const desk = atDesk(personOf('liaison'), { save_draft: () => ({ id: 'd1', saved_ms: 1 }), drop_draft: () => ({}), complete_visit: () => ({}) })
    const people = [{ ...blankPerson('accused'), name: '徐', born_on: '1968-05-12' }, { ...blankPerson('accused'), name: '陈', born_on: '1968-5' }]
    page = await standing(StepForm, {
      modelValue: true, noun: 'visit', verb: 'complete_visit', form: { fields: [{ key: 'people', kind: 'parties', choices: ['accused'] }] }, target: { record: 'v1', seen: [] }, today: TODAY, kept: { id: 'd1', values: { people } },
    })
    const act = dialog().querySelector<HTMLElement>('.acts .main')!
    act.click()
    await flushPromises()
    const days = [...dialog().querySelectorAll<HTMLInputElement>('.day input')]
    expect(desk.names()).not.toContain('complete_visit')
    expect(days.map((one) => one.getAttribute('aria-invalid'))).toEqual([null, 'true'])
    expect(dialog().textContent).toContain('有 1 处需要核对')
    expect([...dialog().querySelectorAll('details')].map((one) => one.open)).toEqual([false, true])
    const day = days[1]!
    day.value = '1968-5-12'
    day.dispatchEvent(new Event('input'))
    await flushPromises()
    act.click()
    await flushPromises()
    expect(desk.inputOf('complete_visit')).toMatchObject({ people: [{ born_on: '1968-05-12' }, { born_on: '1968-05-12' }] })
  })
})
