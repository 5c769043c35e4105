"""What the secretariat calls each kind of finding: short, and no two alike."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "duplicate-id": "二重のid",
        "dangling-id": "指す先のないid",
        "frozen-draft-changed": "確定後の書換え",
        "changed-id": "変わったid",
        "unlisted-chapter": "一覧にない章",
        "misplaced-opinion": "置き場所の違う意見",
        "unexplained-change": "説明のない修正",
        "unfulfilled-opinion": "反映されていない意見",
        "broken-promise": "守られていない約束",
        "quote-not-found": "見つからない引用",
        "suspect-link": "結び付け後の変更",
        "idle-reason": "要らない理由",
        "kind-mismatch": "区分の食い違い",
        "wrong-consequence": "「に伴い」の間違い",
        "orphan-repeat": "もとのない再掲",
        "drifted-repeat": "ずれた再掲",
        "stale-reference": "古い参照先",
        "group-mismatch": "件数の食い違い",
        "contradicting-decision": "対応の食い違い",
        "disagreeing-answers": "答えの食い違い",
        "missing-answer": "考え方の未記入",
        "unanswered-opinion": "未対応の意見",
        "unclear-promise": "分からない約束",
        "sum-mismatch": "合計の食い違い",
        "not-encodable": "表示できない文字",
        "ragged-row": "列の合わない行",
        "cut-by-comment": "#で切れた文",
        "unseen-characters": "目に見えない文字",
        "rewritten-number": "変わって読まれた数",
        "note-in-print": "資料に載る覚え書き",
        "open-alternative": "決まっていない別案",
        "figure-without-alt": "説明のない図",
        "kpi-unset": "空欄のKPI",
        "todo-open": "残っている宿題",
        "personal-data": "個人情報",
        "reconstructed-wording": "推定した文言",
        "idle-setting": "要らない設定",
    }
)


def name_of(code: str) -> str:
    """Return the name of a kind of finding."""
    return NAMES.get(code, code)
