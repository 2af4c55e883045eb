// The pace of something that counts up, from the first look on.

/** How much a second, and the seconds that are left where somebody knows of how much. */
export interface Pace { rate: number, left?: number }

export function usePace(now: () => number) {
  let start: { done: number, at: number } | undefined
  return ({ done, of }: { done: number, of: number }): Pace | undefined => {
    if (!start || done < start.done) { start = { done, at: now() }; return undefined }
    const seconds = (now() - start.at) / 1000
    const rate = seconds > 0 ? (done - start.done) / seconds : 0
    if (rate === 0) return undefined
    return of > done ? { rate, left: Math.ceil((of - done) / rate) } : { rate }
  }
}
