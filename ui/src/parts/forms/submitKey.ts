// Ctrl+Enter on a page that is a form: wherever on the page the caret stands.
import { onBeforeUnmount, onMounted } from 'vue'

/**
 * Heard before the controls: a list that has the caret would take the key for itself. Not while a dialog lies over the page.
 * `may`: the page has something to submit.
 */
export function useSubmitKey(submit: () => void, may: () => boolean = () => true): void {
  const keyed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || !may()) return
    if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return
    event.preventDefault()
    event.stopPropagation()
    submit()
  }
  onMounted(() => window.addEventListener('keydown', keyed, { capture: true }))
  onBeforeUnmount(() => window.removeEventListener('keydown', keyed, { capture: true }))
}
