// Workbooks: a small one to hand in, and the cells of one that came out. A workbook is a zip of XML.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const plain = (xml) => xml.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const related = (type, target) => `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`
const typed = (part, type) => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`

/** One sheet of texts as the bytes of an .xlsx file. */
export function workbook(rows) {
  const body = rows.map((cells) => `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join('')}</row>`).join('')
  return zip({
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${typed('workbook', 'sheet.main')}${typed('worksheets/sheet1', 'worksheet')}</Types>`,
    '_rels/.rels': related('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${MAIN}"><sheetData>${body}</sheetData></worksheet>`,
  })
}

/** Files stored as they are. */
function zip(files) {
  const parts = []
  const listed = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)]
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt32LE(crc32(bytes), 10)
    about.writeUInt32LE(bytes.length, 14)
    about.writeUInt32LE(bytes.length, 18)
    about.writeUInt16LE(path.length, 22)
    const at = Buffer.alloc(14)
    at.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), about, path, bytes)
    listed.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, at, path)
    offset += 30 + path.length + bytes.length
  }
  const end = Buffer.alloc(18)
  const n = Object.keys(files).length
  end.writeUInt16LE(n, 4)
  end.writeUInt16LE(n, 6)
  end.writeUInt32LE(Buffer.concat(listed).length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, ...listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** The cells of the first sheet, row by row: `{ text, isText }`. */
export function cellsOf(path) {
  const bytes = readFileSync(path)
  const shared = [...(entry(bytes, 'xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((found) => plain(found[1]))
  const sheet = entry(bytes, 'xl/worksheets/sheet1.xml') ?? ''
  return [...sheet.matchAll(/<row\b[^>]*>(.*?)<\/row>/gs)].map((row) => [...row[1].matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, about, inside = '']) => {
    const isText = /t="(s|inlineStr|str)"/.test(about)
    return { isText, text: about.includes('t="s"') ? shared[Number(plain(inside))] : plain(inside) }
  }))
}

function entry(bytes, wanted) {
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, nameLength] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)]
    const local = bytes.readUInt32LE(at + 42)
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === wanted) {
      const begins = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const packed = bytes.subarray(begins, begins + size)
      return (method === 0 ? packed : inflateRawSync(packed)).toString('utf8')
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return undefined
}

/** The text of a PDF, by poppler's own reader. */
export function textOf(path) {
  const ran = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  if (ran.error) throw ran.error
  if (ran.status !== 0) throw new Error(`pdftotext: ${ran.stderr}`)
  return ran.stdout
}
