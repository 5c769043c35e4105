"""The order in which the schema of ECMA-376 (transitional) wants children to stand.

Each word is a rank; names joined by ``|`` share it. A name in parentheses may stand more than once.
"""

from __future__ import annotations

from typing import Final

_TABLE_BORDERS: Final = "top left|start bottom right|end insideH insideV"
_MARGINS: Final = "top left|start bottom right|end"

SEQUENCES: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tblPrEx": "tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblPrExChange",
    "trPr": "(cnfStyle)|(divId)|(gridBefore)|(gridAfter)|(wBefore)|(wAfter)|(cantSplit)|(trHeight)|(tblHeader)"
    "|(tblCellSpacing)|(jc)|(hidden) ins del trPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns|cellDel|cellMerge tcPrChange",
    "sectPr": "(headerReference)|(footerReference) footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
    "numPr": "ilvl numId numberingChange ins",
    "pBdr": "top left bottom right between bar",
    "tblBorders": _TABLE_BORDERS,
    "tcBorders": f"{_TABLE_BORDERS} tl2br tr2bl",
    "tblCellMar": _MARGINS,
    "tcMar": _MARGINS,
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr (tblStylePr)",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "docDefaults": "rPrDefault pPrDefault",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink (lvl)",
    "numbering": "(numPicBullet) (abstractNum) (num) numIdMacAtCleanup",
}


def ranks(sequence: str) -> dict[str, tuple[int, bool]]:
    """Return for each name its rank and whether it may stand more than once."""
    return {
        name.strip("()"): (rank, name.startswith("("))
        for rank, names in enumerate(sequence.split())
        for name in names.split("|")
    }
