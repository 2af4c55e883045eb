import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useCarrier } from '.'
import { useWork } from './work'

afterEach(() => { useCarrier(undefined); vi.useRealTimers() })

it('a page that was left asks no more how far a work is', async () => {
  const asked: string[] = []
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (name) => { asked.push(name); return Promise.resolve({ running: null }) } })
  vi.useFakeTimers()
  const page = mount(defineComponent({ props: { waits: Boolean }, setup(props) { useWork('verify', () => props.waits); return () => h('div') } }), { props: { waits: false } })
  await flushPromises()
  await page.setProps({ waits: true })
  await page.setProps({ waits: false })
  page.unmount()
  asked.length = 0
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toEqual([])
})
