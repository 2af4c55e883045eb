// Vite plugin: the notice for old browsers, in the page itself and with the words of the words' file. `public/too-old.js` takes it away.
import { readFileSync } from 'node:fs'

const WORDS = new URL('../../assets/words/zh-CN.json', import.meta.url)

export function tooOld() {
  return {
    name: 'too-old',
    transformIndexHtml: (html) => html.replace('<!-- too old -->', () => noticeOf(JSON.parse(readFileSync(WORDS, 'utf8')).too_old)),
  }
}

export function noticeOf({ title, ...lines }) {
  const texts = Object.values(lines).map((line) => `<p>${escaped(line)}</p>`)
  return `<main id="too-old"><h1>${escaped(title)}</h1>${texts.join('')}</main>`
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
