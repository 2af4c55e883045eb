import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { useCarrier } from '@/host'
import { Fault } from '@/host/fault'
import WholeText from './WholeText.vue'

const asked: { name: string, bytes_base64: string }[] = []
const read = (base64: string) => new TextDecoder().decode(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)))

function field(text: string, answer: () => unknown = () => ({ file: 'ab', name: '事实和理由.txt', mime: 'text/plain', size: 1, can_be_shown: true })) {
  asked.length = 0
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (_, input) => { asked.push(input as typeof asked[0]); return Promise.resolve().then(answer) } })
  const one = mount(WholeText, { props: { modelValue: text, most: 20_000, label: '事实和理由', 'onUpdate:modelValue': (value: string) => one.setProps({ modelValue: value }) } })
  return one
}

// Beyond the limit a text was refused, and nothing kept the whole of it.
describe('a text that is too long', () => {
  it.each([[20_000, false], [20_001, true]])('of %i rare signs may be kept whole: %s', (n, may) => {
    expect(field('𠮷'.repeat(n)).find('button').exists()).toBe(may)
  })
  it('goes among the materials whole, and its beginning stays', async () => {
    const whole = '𠮷事'.repeat(15_000)
    const one = field(whole)
    await one.find('button').trigger('click')
    await flushPromises()
    expect(asked.map(({ name, bytes_base64: bytes }) => [name, read(bytes) === whole])).toEqual([['事实和理由.txt', true]])
    const left = one.props('modelValue')
    expect(Array.from(left)).toHaveLength(20_000)
    expect(left.endsWith('（全文见附件“事实和理由.txt”）') && whole.startsWith(left.slice(0, 20_000))).toBe(true)
    expect(one.emitted('kept')?.[0]?.[0]).toMatchObject({ kept: 'file', file: 'ab', name: '事实和理由.txt' })
    expect(one.find('button').exists()).toBe(false)
  })
  it('stays as it is where it could not be kept, and says why', async () => {
    const whole = '事'.repeat(20_001)
    const one = field(whole, () => { throw new Fault('disk_full') })
    await one.find('button').trigger('click')
    await flushPromises()
    expect(one.props('modelValue')).toBe(whole)
    expect(one.find('[role="alert"]').text()).not.toBe('')
    expect(one.emitted('kept')).toBeUndefined()
  })
})
