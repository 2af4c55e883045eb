import { describe, expect, it } from 'vitest'
import type { ImportPreview, ImportRow } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { OPTIONAL, remarks, REQUIRED, sayFile, sayRow } from './rows'

const row = (fate: object, column: string | null = null) => ({ column, line: 5, code: 'BH', name: '滨海', station: null, ...fate }) as ImportRow
const plain = (_: string, value: string) => value
const preview: ImportPreview = {
  source: 'Sheet1', list: 'l1', rows: [], counts: { new: 0, same: 0, changed: 0, refused: 0 }, unknown_columns: [], repeated_columns: [], n_merged: 0, doubts: [],
}

describe('a row is told', () => {
  it.each([
    ['a code of the wrong shape', { fate: 'refused', why: { code: 'check_failed', values: { field: 'code' } } }, 'A', ['A 列：站点编号：应为 2 至 6 位大写字母或数字']],
    ['twice in the list', { fate: 'refused', why: { code: 'row_unclear', values: { field: 'code', value: 'BH' } } }, 'A', ['A 列：站点编号“BH”在名单中出现不止一次']],
    ['below nobody', { fate: 'refused', why: { code: 'row_unclear', values: { field: 'parent_code', value: 'XX' } } }, 'G', ['G 列：上级站点编号“XX”不在名单中，也不是已有站点']],
    ['no degrees', { fate: 'refused', why: { code: 'row_unclear', values: { field: 'lon_e6', value: '东经' } } }, 'J', ['J 列：经度“东经”不能读成需要的格式']],
    ['outside of scope, which is no column', { fate: 'refused', why: { code: 'out_of_scope' } }, null, ['不在您负责的站点或单位范围内']],
    ['changed', { fate: 'changed', changes: [{ field: 'address', before: null, after: '人民路 1 号' }, { field: 'lon_e6', before: 121000000, after: 121424080 }] }, null, ['地址：（空） → 人民路 1 号', '经度：121.00000 → 121.42408']],
    ['new', { fate: 'new' }, null, []], ['the same', { fate: 'same' }, null, []],
  ])('%s', (_, fate, column, says) => { expect(sayRow(row(fate, column), plain)).toEqual(says) })
})

describe('a wrong file is told in words', () => {
  it.each([
    ['the file is empty', '文件是空的。'], ['the file is an old .xls or locked by a password', '这是旧版 .xls 文件，或加了密码。请另存为不加密码的 .xlsx 再导入。'], ['too_large', '文件太大，最多 20 MB。'],
    ['the file unpacks to more than 314572800 bytes', '文件解压后超过 314572800 字节，不像名单，没有读取。'], ['the file is too heavy: more than 1048576 bytes in one piece', '文件内部有一项超过上限（1048576），不像名单，没有读取。'],
    ['no_column 站点名称', '表头缺少“站点名称”一列。'], ['no_column heading', '没有找到表头行。表头须有“站点编号”和“站点名称”。'], ['row 7', '第 7 行不能写入，整份名单没有导入。'],
    ['row 7, column C: more than 20000 characters', '有单元格的文字过长，请精简后再导入。'], ['row 3 is in an unknown encoding', '文字编码不能识别，请另存为 UTF-8 编码的 CSV 或 .xlsx。'],
    ['something of tomorrow', '这个文件不能读成名单。'],
  ])('%s', (problem, text) => { expect(sayFile(new Fault('bad_file', { problem })).text).toBe(text) })
  it('another fault by its own words', () => { expect(sayFile(new Fault('wrong_role', { verb: 'import_stations' })).text).toBe('您的角色不能进行“从名单导入”') })
})

describe('beside the rows', () => {
  it('nothing where nothing is odd', () => { expect(remarks(preview)).toEqual([]) })
  it('columns, merged cells and doubtful cells are said', () => {
    expect(remarks({ ...preview, unknown_columns: ['备注'], n_merged: 2, doubts: ['5/C'] })).toEqual([
      '这些列没有读取：备注', '有 2 处合并单元格，各格按第一格的内容读取。', '这些单元格的内容可能不是原意，请核对：第 5 行 C 列',
    ])
  })
  it('the headings are those the desk reads', () => {
    expect(REQUIRED).toBe('站点编号、站点名称')
    expect(OPTIONAL).toContain('启用日期')
  })
})
