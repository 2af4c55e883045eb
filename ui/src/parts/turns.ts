// What of a page may come a moment later: one piece after the other, with a frame drawn in between, so that no task mounts the whole of it.
import { inject, type InjectionKey, nextTick } from 'vue'

export interface Turns {
  /** Does it when its turn comes; what is given back takes it out of the row. */
  wait: (piece: () => void) => () => void
  /** Until the next pieces stand, where some wait. */
  next: () => Promise<void> | undefined
}

/** Small pieces share a frame of 16 ms with what the browser does in it. */
const SHARE_MS = 8
/** In a window that nobody sees no frame is drawn: there it goes on without. */
const UNSEEN_MS = 100

export function makeTurns(): Turns {
  const waiting = new Set<() => void>()
  let turn: Promise<void> | undefined

  async function take() {
    await drawn()
    const end = performance.now() + SHARE_MS
    for (const piece of waiting) {
      waiting.delete(piece)
      piece()
      await nextTick()
      if (performance.now() > end) break
    }
    turn = waiting.size ? take() : undefined
  }
  return {
    wait: (piece) => { waiting.add(piece); turn ??= take(); return () => { waiting.delete(piece) } },
    next: () => turn,
  }
}

function drawn() {
  return new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done))
    setTimeout(done, UNSEEN_MS)
  })
}

export const turnsKey: InjectionKey<Turns> = Symbol('turns')

/** Where nobody draws (in tests of one part) all stands at once. */
export const useTurns = (): Turns => inject(turnsKey, () => ({ wait: (piece: () => void) => { piece(); return () => {} }, next: () => undefined }), true)
