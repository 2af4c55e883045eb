import { beforeEach, describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { remember } from './memory'
import { useViews } from './views'

describe('views by name', () => {
  beforeEach(() => { window.localStorage.clear() })
  it('are there again on the next page, one of each name', () => {
    const first = useViews<Record<string, unknown>>('list_visits', 'a1')
    first.save('我站', { stations: ['a'] })
    first.save('我站', { stations: ['b'] })
    first.save('超期', { late: true })
    const again = useViews<Record<string, unknown>>('list_visits', 'a1')
    expect(again.views.value.map(({ name, values }) => [name, values])).toEqual([['我站', { stations: ['b'] }], ['超期', { late: true }]])
    expect(new Set(again.views.value.map((view) => view.id)).size).toBe(2)
    again.drop(again.views.value[0]!.id)
    expect(useViews('list_visits', 'a1').views.value).toHaveLength(1)
    expect(useViews('list_appeals', 'a1').views.value).toEqual([])
  })
  // Two at one machine saw, changed and dropped each other's.
  it('are those of the one who sits here, also when another signs in', () => {
    const owner = ref<string | undefined>('a1')
    const here = useViews<Record<string, unknown>>('list_visits', owner)
    const names = () => here.views.value.map(({ name }) => name)
    here.save('我站', {})
    owner.value = 'a2'
    expect(names()).toEqual([])
    here.save('超期', {})
    owner.value = 'a1'
    expect(names()).toEqual(['我站'])
    owner.value = undefined
    here.save('无人', {})
    expect(names()).toEqual([])
    expect(Object.keys(window.localStorage).sort()).toEqual(['gonglian.views.list_visits.a1', 'gonglian.views.list_visits.a2'])
  })
  it('kept before people were told apart are there for each, and dropped for the one who drops them', () => {
    remember('views.list_visits', [{ id: '旧', name: '旧', values: { late: true } }])
    const one = useViews('list_visits', 'a1')
    expect(one.views.value).toEqual([{ id: '旧', name: '旧', values: { late: true } }])
    one.drop('旧')
    expect([one.views.value.length, useViews('list_visits', 'a1').views.value.length, useViews('list_visits', 'a2').views.value.length]).toEqual([0, 0, 1])
  })
})
