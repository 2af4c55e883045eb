import { describe, expect, it } from 'vitest'
import { usePace } from './pace'

describe('the pace of something that counts up', () => {
  it('is known from the second look on, and begins anew when it counts from the beginning', () => {
    let now = 1000
    const pace = usePace(() => now)
    expect(pace({ done: 10, of: 100 })).toBeUndefined()
    now = 3000
    expect(pace({ done: 30, of: 100 })).toEqual({ rate: 10, left: 7 })
    expect(pace({ done: 5, of: 100 })).toBeUndefined()
  })
  it('where nobody knows of how much there is a rate and no end', () => {
    let now = 0
    const pace = usePace(() => now)
    pace({ done: 0, of: 0 })
    now = 500
    expect(pace({ done: 20, of: 0 })).toEqual({ rate: 40 })
  })
  it('what does not move has none', () => {
    let now = 0
    const pace = usePace(() => now)
    pace({ done: 4, of: 9 })
    expect(pace({ done: 5, of: 9 })).toBeUndefined()
    now = 2000
    expect(pace({ done: 4, of: 9 })).toBeUndefined()
  })
})
