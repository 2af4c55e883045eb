// Where the caret goes by itself: into the first field that is still empty, so that nobody walks past what stands already.
import { nextTick } from 'vue'
import { useTurns } from '../turns'

const TYPED = 'input:not([type="radio"]):not([type="checkbox"]):not([type="hidden"]):not([type="file"]), textarea'
type Typed = HTMLInputElement | HTMLTextAreaElement

/** What is chosen from a list stands beside its input, not in it. */
const isEmpty = (field: Typed) => field.value === '' && !field.closest('.el-select')?.querySelector('.el-select__placeholder:not(.is-transparent), .el-tag')
const isOpen = (field: Typed) => !field.readOnly && !field.disabled && !field.closest('details:not([open])')

const openIn = (box: Element | null | undefined) => [...box?.querySelectorAll<Typed>(TYPED) ?? []].filter(isOpen)

export function beginIn(box: Element | null | undefined): void {
  const fields = openIn(box)
  const field = fields.find(isEmpty) ?? fields[0]
  field?.focus()
}

/** Of a page that was just opened: the field may come a moment later, and whoever went elsewhere meanwhile is left there. */
export function useBegin(box: () => Element | null | undefined): () => Promise<void> {
  const turns = useTurns()
  return async () => {
    const at = document.activeElement
    for (let next = turns.next(); next && !openIn(box()).some(isEmpty); next = turns.next()) await next
    if (document.activeElement === at) beginIn(box())
  }
}

/** A dialog is shut, and what opened it went meanwhile with its row: the next Tab begins at the page's title, not anew at the top of the window. */
export function caretHome(): void {
  const at = document.activeElement
  if (!at || at === document.body || at.closest('.el-overlay[style*="display: none"]')) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
}

/** A row was added above the button that added it: the caret goes into it. */
export async function enterLast(list: Element | null | undefined, row: string): Promise<void> {
  await nextTick()
  beginIn([...list?.querySelectorAll(`:scope > ${row}`) ?? []].pop())
}

/** A row is gone, and with it the button that had the caret: it goes to where another row may be added. */
export async function leaveRow(adding: Element | null | undefined): Promise<void> {
  await nextTick()
  adding?.querySelector('button')?.focus()
}
