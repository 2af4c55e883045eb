import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import DeskChoice from './DeskChoice.vue'
import MediumFields from './MediumFields.vue'
import { labelOf, MADE, otherOf } from './test/bundles'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const desks = [otherOf(), otherOf({ desk: labelOf({ desk: 'd2', people: ['Zhang Li'] }), waiting: 0, last_out_ms: MADE })]

describe('choosing a desk', () => {
  it('shows each by its people and how it stands', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(DeskChoice, { desks })
    expect(page.findAll('label').map((one) => one.text())).toEqual(['Jiaojiang · Chen Yajing待送 12 条', 'Jiaojiang · Zhang Li全部送达'])
  })
  it('tells which was taken', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(DeskChoice, { desks })
    await page.findAll('input')[1]?.setValue()
    expect(page.emitted('update:modelValue')).toEqual([['d2']])
  })
  it('marks the one that is taken', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(DeskChoice, { desks, modelValue: 'd-dachen' })
    expect(page.findAll('label').map((one) => one.classes('on'))).toEqual([true, false])
  })
})

describe('the fields of a medium', () => {
  it.each([[false, '携带人'], [true, '送达人']])('that comes in (%s): who is called %s', async (comesIn, label) => {
    atDesk(personOf('liaison'), {})
    page = await standing(MediumFields, { modelValue: {}, comesIn })
    expect(page.findAll('label').map((one) => one.text())).toEqual(['介质编号', '批准人', '查毒情况', label, '备注'])
  })
  it('warns of people’s names only where the note goes along', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(MediumFields, { modelValue: {} })
    expect(page.text()).toContain('不要写个人信息')
    page.unmount()
    page = await standing(MediumFields, { modelValue: {}, comesIn: true })
    expect(page.text()).not.toContain('不要写个人信息')
  })
  it('keeps what stood there beside what is typed', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(MediumFields, { modelValue: { number: 'U-031' } })
    await page.findAll('input')[3]?.setValue('Lin Hai')
    expect(page.emitted('update:modelValue')).toEqual([[{ number: 'U-031', carried_by: 'Lin Hai' }]])
  })
  it('shows a refusal beside its field', async () => {
    atDesk(personOf('liaison'), {})
    page = await standing(MediumFields, { modelValue: {}, errors: { approved_by: '太长' } })
    expect(page.findAll('[data-invalid="true"] label').map((one) => one.text())).toEqual(['批准人'])
  })
})
