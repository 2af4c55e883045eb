// A refusal is told where the person looks: beside the field it is about, and on top where no such field stands on the page.
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useCarrier } from '@/host'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import type { StepField } from './form'
import StepForm from './StepForm.vue'
import { shownKeys, type StepValues } from './values'

let field = ''
beforeEach(() => {
  client.clear()
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (name) => (name === 'amend_voice' ? Promise.reject(new Fault('required', { field })) : Promise.resolve({ id: 'd', saved_ms: 1 })) })
})
afterEach(() => { useCarrier(undefined); document.body.innerHTML = '' })

const fields: StepField[] = [{ key: 'text', kind: 'text' }, { key: 'title', kind: 'text' }, { key: 'origin', kind: 'kept' }, { key: 'place', kind: 'text', when: () => false }]

async function refusedOver(about: string) {
  field = about
  mount(StepForm, {
    attachTo: document.body, props: { modelValue: true, noun: 'voice', verb: 'amend_voice', form: { fields }, today: '2026-09-01', target: { record: 'r', seen: ['h'] } },
    global: { plugins: [[VueQueryPlugin, { queryClient: client }]] },
  })
  await flushPromises()
  document.querySelector('.field input')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  await flushPromises()
  const inputs = [...document.querySelectorAll('.field input')]
  return { wrong: inputs.map((one) => one.getAttribute('aria-invalid')), caret: inputs.indexOf(document.activeElement as Element), told: document.querySelectorAll('form [role="alert"]').length }
}

describe('a refused step', () => {
  it('puts the caret into the field it is about', async () => {
    const page = await refusedOver('title')
    expect([page.wrong[1], page.caret]).toEqual(['true', 1])
  })
  it.each(['origin', 'place', 'elsewhere'])('is told on top where its field is not on the page: %s', async (about) => {
    const page = await refusedOver(about)
    expect(page.wrong.every((one) => one !== 'true')).toBe(true)
    expect(page.told).toBe(1)
  })
})

describe('the fields on the page', () => {
  const inner: StepField[] = [{ key: 'on', kind: 'day' }, { key: 'id', kind: 'kept' }]
  it.each<[string, StepField, StepValues, string[]]>([
    ['a part that was opened', { key: 'part', kind: 'part', fields: inner }, { part: { on: null } }, ['on']],
    ['a part that was not', { key: 'part', kind: 'part', fields: inner }, { part: null }, []],
    ['rows', { key: 'rows', kind: 'rows', fields: inner }, { rows: [{ on: null }] }, ['rows', 'on']],
    ['no rows', { key: 'rows', kind: 'rows', fields: inner }, { rows: [] }, ['rows']],
  ])('%s', (_, one, values, keys) => { expect(shownKeys([one], values)).toEqual(keys) })
})
