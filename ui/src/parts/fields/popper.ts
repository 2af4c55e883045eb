// The kit calls its lists tooltips. They are not: a reader would announce every option as a hint.
import { nextTick } from 'vue'

export async function plainPopper(open: boolean): Promise<void> {
  if (!open) return
  await nextTick()
  for (const popper of document.querySelectorAll('.el-select__popper[role="tooltip"]')) popper.removeAttribute('role')
}
