// What waits for a signature is told where everybody begins, and only to whom it waits for.
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import { useCarrier } from '@/host'
import SignaturesCard from './SignaturesCard.vue'

let answers: Record<string, () => unknown>
beforeEach(() => {
  client.clear()
  answers = {}
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (name) => Promise.resolve().then(() => answers[name]?.() ?? []) })
})
afterEach(() => { useCarrier(undefined); document.body.innerHTML = '' })

async function shown() {
  const link = { props: ['to'], template: '<a :href="to.name"><slot /></a>' }
  const made = mount(SignaturesCard, { global: { plugins: [[VueQueryPlugin, { queryClient: client }]], stubs: { RouterLink: link } } })
  await flushPromises()
  return made
}
const row = (record: string) => ({ record, noun: 'appeal', seen: [], no: null, title: '', by_name: '周敏', on: '2026-09-01' })

describe('what waits for a signature', () => {
  it('takes no room where nothing does', async () => { expect((await shown()).text()).toBe('') })
  it('is counted by its kind and leads to where it is signed', async () => {
    answers.list_redactions = () => [row('a'), row('b')]
    const card = await shown()
    const links = card.findAll('a')
    expect(links.map((link) => link.attributes('href'))).toEqual(['sealed'])
    expect(links[0]?.text()).toContain('2 件')
    answers.list_sealings = () => [{ ...row('c'), received_on: null, ordered: true }]
    client.clear()
    expect((await shown()).findAll('a').map((link) => link.text().match(/\d+/)?.[0])).toEqual(['1', '2'])
  })
  it('that cannot be asked for is not taken for none', async () => {
    answers.list_sealings = () => { throw new Fault('damaged', {}) }
    expect((await shown()).find('[role=alert]').exists()).toBe(true)
  })
})
