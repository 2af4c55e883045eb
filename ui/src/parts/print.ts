// Prints the block marked `print-part` alone.
export function printPart(): void {
  const root = document.documentElement
  root.classList.add('printing-part')
  const done = () => { root.classList.remove('printing-part'); window.removeEventListener('afterprint', done) }
  window.addEventListener('afterprint', done)
  window.print()
}
