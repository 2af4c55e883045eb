import { describe, expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import type { Asked } from '@/host/ask'
import { Fault } from '@/host/fault'
import { uncovered } from './covered'

const asked = (fault?: Fault) => ({ value: shallowRef({ title: '村账' }), fault: shallowRef(fault), busy: ref(false), again: () => Promise.resolve() }) as unknown as Asked<{ title: string }>

describe('what is being sealed', () => {
  it('is not shown any more, though it was read before', () => { expect(uncovered(asked(new Fault('being_sealed', {}))).value.value).toBeUndefined() })
  it.each([undefined, new Fault('broken', {})])('stays on the page otherwise', (fault) => { expect(uncovered(asked(fault)).value.value).toEqual({ title: '村账' }) })
})
