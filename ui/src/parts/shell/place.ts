// Where the caret goes when what it stood on is gone: a row that was decided, a button whose step is done. Without it the next Tab
// would begin at the top of the window, and a reader would say nothing.
import { onBeforeUnmount, onMounted, type Ref } from 'vue'

const REACHED = 'a[href], button:not([disabled]), input:not([disabled]):not([type="hidden"]), textarea:not([disabled]), [tabindex="0"]'
interface Step { at: HTMLElement, before: Element | null, after: Element | null }

const first = (within: Element | null | undefined) => (within?.isConnected ? (within.matches(REACHED) ? within : within.querySelector(REACHED)) as HTMLElement | null : null)

export function useKeptPlace(root: Ref<HTMLElement | undefined>): void {
  /** From what has the caret up to the page, each with what stands beside it. */
  let path: Step[] = []
  function seen(event: FocusEvent) {
    path = []
    for (let at = event.target as HTMLElement | null; at && at !== root.value; at = at.parentElement) path.push({ at, before: at.previousElementSibling, after: at.nextElementSibling })
  }
  /** The next row, else the one before, else what is left around it. */
  function mend(): boolean {
    const has = document.activeElement
    if (!path[0] || path[0].at.isConnected || (has && has !== document.body)) return false
    const stays = path.findIndex(({ at }) => at.isConnected)
    const gone = stays < 0 ? path[path.length - 1] : path[stays - 1]
    const around = stays < 0 ? [] : path.slice(stays).map(({ at }) => at)
    const to = [gone?.after, gone?.before, ...around].map(first).find(Boolean) ?? root.value
    path = []
    to?.focus({ preventScroll: true })
    return true
  }
  const watcher = new MutationObserver(() => void mend())
  /** Under a dialog that closes later: at the next key at the latest. */
  function keyed(event: KeyboardEvent) { if (mend() && event.key === 'Tab') event.preventDefault() }

  onMounted(() => {
    if (root.value) watcher.observe(root.value, { childList: true, subtree: true })
    root.value?.addEventListener('focusin', seen)
    window.addEventListener('keydown', keyed, { capture: true })
  })
  onBeforeUnmount(() => {
    watcher.disconnect()
    root.value?.removeEventListener('focusin', seen)
    window.removeEventListener('keydown', keyed, { capture: true })
  })
}
