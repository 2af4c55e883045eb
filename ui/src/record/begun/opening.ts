// The dialogs of a page: each opening is a form of its own, with a draft of its own.
import { shallowReactive } from 'vue'

export interface Opening<Of> {
  /** Its key: another form each time. */
  n: number
  open: boolean
  /** What it was opened for; nothing before the first time. */
  of: Of | undefined
  begin: (of: Of) => void
}

export function useOpening<Of>(): Opening<Of> {
  const opening: Opening<Of> = shallowReactive({
    n: 0, open: false, of: undefined,
    begin: (of: Of) => { Object.assign(opening, { n: opening.n + 1, open: true, of }) },
  })
  return opening
}
