import { beforeEach, describe, expect, it } from 'vitest'
import { useViews } from './views'

describe('views by name', () => {
  beforeEach(() => { window.localStorage.clear() })
  it('are there again on the next page, one of each name', () => {
    const first = useViews<Record<string, unknown>>('list_visits')
    first.save('我站', { stations: ['a'] })
    first.save('我站', { stations: ['b'] })
    first.save('超期', { late: true })
    const again = useViews<Record<string, unknown>>('list_visits')
    expect(again.views.value.map(({ name, values }) => [name, values])).toEqual([['我站', { stations: ['b'] }], ['超期', { late: true }]])
    expect(new Set(again.views.value.map((view) => view.id)).size).toBe(2)
    again.drop(again.views.value[0]!.id)
    expect(useViews('list_visits').views.value).toHaveLength(1)
    expect(useViews('list_appeals').views.value).toEqual([])
  })
})
