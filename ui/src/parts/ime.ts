// Pinyin first: what a key means while a composition is open belongs to the input method alone.
// The kit reads `event.code`, so that an Esc which only cancels a composition would close the drawer under it, and an Enter which
// picks a word would submit. Must run before anything is mounted, so that this listener is the first to hear.

/** Some web views end the composition first and report its Enter afterwards. */
const ECHO_MS = 60

export function guardComposition(target: Window): () => void {
  let composing = false
  let endedAt = Number.NEGATIVE_INFINITY

  const keydown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) { event.stopImmediatePropagation(); return }
    if (event.key === 'Enter' && !event.ctrlKey && event.timeStamp - endedAt < ECHO_MS && isSingleLine(event.target)) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  }
  const started = () => { composing = true }
  const ended = (event: Event) => { composing = false; endedAt = event.timeStamp }
  const submitted = (event: Event) => {
    if (!composing) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  const listeners = { keydown, compositionstart: started, compositionend: ended, submit: submitted } as unknown as Record<string, EventListener>
  for (const [name, listener] of Object.entries(listeners)) target.addEventListener(name, listener, { capture: true })
  return () => {
    for (const [name, listener] of Object.entries(listeners)) target.removeEventListener(name, listener, { capture: true })
  }
}

function isSingleLine(target: EventTarget | null): boolean { return target instanceof HTMLInputElement }
