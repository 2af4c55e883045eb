// Files in and out. Both hosts show the system's own chooser for opening; saving goes through the host.
import { Fault } from './fault'
import { base64, host } from './index'

export interface PickedFile { name: string, size: number, bytes: () => Promise<Uint8Array> }

/** Asks for files; an empty list when the person changes their mind. Larger than `most` bytes is refused before reading. */
export function pickFiles(accept: string, most: number): Promise<PickedFile[]> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.accept = accept
    input.addEventListener('cancel', () => resolve([]))
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])]
      const large = files.find((file) => file.size > most)
      if (large) reject(new Fault('file_too_large', { name: large.name, most: Math.floor(most / 1024 / 1024) }))
      else resolve(files.map(picked))
    })
    input.click()
  })
}

function picked(file: File): PickedFile {
  return { name: file.name, size: file.size, bytes: async () => new Uint8Array(await file.arrayBuffer()) }
}

export async function asBase64(file: PickedFile): Promise<string> { return base64(await file.bytes()) }

/** A call's answer that is a file: base64 and a name. False: the person closed the chooser, and nothing was written. */
export async function saveAnswer(answer: { name: string, bytes: string }): Promise<boolean> {
  return await host.saveFile(answer.name, bytesOf(answer.bytes)) !== false
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at)
  return bytes
}
