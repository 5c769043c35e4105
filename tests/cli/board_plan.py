"""A plan of three drafts, three rounds and three meetings, whose names, numbers and days all run in other orders."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "plan.yaml": "title: 港町総合計画\noffice: 港町企画課\ndrafts: [kosshi, soan, an]\nroles: [章, 分野, テーマ]\n",
    "drafts/kosshi/draft.yaml": "label: 骨子\nstage: 骨子\ndate: '２０２３．５'\nchapters: [01-shigoto]\n",
    "drafts/kosshi/01-shigoto.yaml": (
        "id: shigoto\nnumber: '1'\ntitle: しごと\nrole: 章\nchildren:\n"
        "  - {id: minato, kind: item, text: 港を活かす}\n"
        "  - {id: asaichi, kind: item, text: 朝市を続ける}\n"
    ),
    "drafts/soan/draft.yaml": (
        "label: 素案（案）\nstage: 素案\ndate: '２０２３．７'\nbased_on: kosshi\nchapters: [01-shigoto, 02-kurashi]\n"
    ),
    "drafts/soan/01-shigoto.yaml": (
        "id: shigoto\nnumber: '1'\ntitle: しごと\nrole: 章\nchildren:\n"
        "  - id: gyogyo\n    kind: section\n    title: 漁業・水産加工業\n    role: テーマ\n    children:\n"
        "      - {id: minato, kind: item, text: 港を活かした仕事を増やす}\n"
        "      - {id: gyogyo-sugata, kind: section, title: めざす姿, children: []}\n"
        "  - id: kanko\n    kind: section\n    title: 観光業\n    role: テーマ\n    children:\n"
        "      - {id: kanko-sugata, kind: section, title: めざす姿, children: []}\n"
    ),
    "drafts/soan/02-kurashi.yaml": (
        "id: kurashi\nnumber: '2'\ntitle: くらし\nrole: 章\nchildren:\n"
        "  - {id: iryo, kind: item, text: 医療を守る}\n"
        "  - {id: iryo-kpi, kind: kpi, name: 医師の数, unit: 人, baseline: {year: 2023, value: 9}, target: {year: 2028, value: 10}}\n"
    ),
    "drafts/soan/reasons.yaml": (
        "- {node: gyogyo, reason: 書き起こし}\n- {node: gyogyo-sugata, reason: 書き起こし}\n"
        "- {node: kanko, reason: 書き起こし}\n- {node: kanko-sugata, reason: 書き起こし}\n- {node: kurashi, reason: 書き起こし}\n"
        "- {node: iryo, reason: 書き起こし}\n- {node: iryo-kpi, reason: 書き起こし}\n- {node: asaichi, reason: 整理}\n"
        "- {node: minato, reason: 言葉を補う}\n"
    ),
    "drafts/an/draft.yaml": "label: 案\nstage: 案\nbased_on: soan\nchapters: [01-shigoto, 02-kurashi]\n",
    "drafts/an/reasons.yaml": "- {node: iryo, reason: 分かりやすく}\n",
    "rounds/2023-kikitori.yaml": "kind: 聞き取り\ntitle: 職員による聴取\ndraft: soan\nheld: 2023-09-01\n",
    "rounds/2023-iinkai.yaml": "kind: 委員会\ntitle: 第３回委員会\ndraft: soan\nheld: {from: 2023-10-05, until: 2023-10-06}\n",
    "rounds/2024-bukyoku.yaml": "kind: 照会\ntitle: 部局照会\ndate: 令和５年８月２０日\ndraft: soan\n",
    "meetings/03.yaml": "number: 3\ntitle: 第３回策定委員会\ndraft: soan\nbase: kosshi\n",
    "meetings/04.yaml": "number: 4\ntitle: 第４回策定委員会\ndraft: an\nbase: soan\n",
    "meetings/14.yaml": "number: 14\ntitle: 第１４回部会\ndraft: soan\nbase: kosshi\n",
    "opinions/2023-iinkai/2023-iinkai-7f3k.yaml": "text: 朝市を戻してほしい\nabout: [asaichi]\ndisposition: 参考\nanswer: 参考とします。\n",
    "opinions/2023-kikitori/2023-kikitori-b2xq.yaml": "text: 医療が心配だ\nabout: [iryo]\nkey: P-017\ndisposition: 参考\nanswer: 参考とします。\n",
    "opinions/2024-bukyoku/2024-bukyoku-9m1z.yaml": "text: 港を活かしたい\nabout: [gyogyo]\n",
}


def lay(folder: Path) -> Path:
    """Write the plan where the command line finds it without --data."""
    data = folder / "plan-data"
    revised = {
        "drafts/an/01-shigoto.yaml": FILES["drafts/soan/01-shigoto.yaml"],
        "drafts/an/02-kurashi.yaml": FILES["drafts/soan/02-kurashi.yaml"].replace("医療を守る", "医療と介護を守る"),
    }
    for name, text in {**FILES, **revised}.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return data
