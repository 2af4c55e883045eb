"""Cuts the fonts of this folder out of the ones that others made (README.md says which), to what documents here can need.

    python cut.py FOLDER    with fonttools 4; in FOLDER lie FandolFang-Regular.otf, LXGWWenKai-Regular.ttf, NotoSansCJK-Medium.ttc,
                            NotoSerifCJK-Regular.ttc, NotoSerifCJK-Bold.ttc
"""
import sys
from pathlib import Path

from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SIMPLIFIED = 2  # of the five faces of a Noto collection
YI = range(0xA000, 0xAC00)
CHINESE = 0x2E80
# How much higher than Fandol's the signs of the others stand, in thousandths of their height (the middles of 19 that are round a box).
NOTO, WENKAI = 70, 44


def main(folder):
    fang = drawn(opened(folder / 'FandolFang-Regular.otf')) - set(YI)
    frequent = fang | set(map(ord, (HERE / 'names.txt').read_text().strip()))
    kai = drawn(opened(folder / 'LXGWWenKai-Regular.ttf'))
    serif = drawn(opened(folder / 'NotoSerifCJK-Regular.ttc'))
    cut(folder / 'FandolFang-Regular.otf', 'FandolFang-Regular.otf', fang)
    cut(folder / 'NotoSerifCJK-Bold.ttc', 'NotoSerifCJKsc-Bold.otf', frequent)
    # These stand in one line with Fandol's.
    cut(folder / 'NotoSansCJK-Medium.ttc', 'GonglianHei.otf', frequent, ('Gonglian Hei', NOTO))
    # What the others lack: as much of it as can be in a form that packs well, and the rest.
    cut(folder / 'NotoSerifCJK-Regular.ttc', 'GonglianSpareSong.otf', (kai & serif) - fang, ('Gonglian Spare Song', NOTO))
    cut(folder / 'LXGWWenKai-Regular.ttf', 'GonglianSpareKai.ttf', kai - serif - fang, ('Gonglian Spare Kai', WENKAI))


def opened(path):
    return TTFont(path, fontNumber=SIMPLIFIED if path.suffix == '.ttc' else -1, recalcTimestamp=False)


def drawn(font):
    return set(font.getBestCmap())


def cut(source, name, characters, changed=None):
    options = Options(layout_features=[], hinting=False, desubroutinize=True, name_IDs=['*'], notdef_outline=True, glyph_names=False)
    font = opened(source)
    cutter = Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    if changed:
        family, by = changed
        lowered(font, by)
        renamed(font, family)
    font.save(HERE / name)


def lowered(font, by):
    chinese = {glyph for code, glyph in font.getBestCmap().items() if code >= CHINESE}
    glyphs = font.getGlyphSet()
    for name in chinese:
        if 'glyf' in font:
            glyph = font['glyf'][name]
            glyph.expand(font['glyf'])
            if glyph.isComposite():
                for part in glyph.components:
                    if part.glyphName not in chinese:
                        part.y -= by
            elif glyph.numberOfContours:
                glyph.coordinates.translate((0, -by))
            glyph.recalcBounds(font['glyf'])
        else:
            table = font['CFF '].cff.topDictIndex[0].CharStrings
            old = table[name]
            pen = T2CharStringPen(glyphs[name].width - old.private.nominalWidthX, glyphs)
            glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, 0, -by)))
            table[name] = pen.getCharString(old.private, old.globalSubrs)


def renamed(font, family):
    """A name that is reserved, or that another cut here bears, must not stay. Copyright (0) and licence (13, 14) do."""
    names = font['name']
    names.names = [record for record in names.names if record.nameID in (0, 13, 14)]
    for number, said in ((1, family), (2, 'Regular'), (3, family), (4, family), (6, family.replace(' ', ''))):
        names.setName(said, number, 3, 1, 0x409)
    if 'CFF ' in font:
        table = font['CFF '].cff
        table.fontNames = [family.replace(' ', '')]
        top = table.topDictIndex[0]
        top.FamilyName = top.FullName = family


main(Path(sys.argv[1]))
