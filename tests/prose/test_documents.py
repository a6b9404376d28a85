"""Where documents begin and end, and what a new kind of document takes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from extractors.documents import split_documents
from extractors.prose import account
from tests.prose.papers import Read, blocks_of, read_blocks
from tests.samples.blocks import Block, NewPage, Table, Text, grid
from tests.samples.typeset import typeset

ROOT = Path(__file__).resolve().parents[2]


def head(label: str, title: str, office: str) -> list[Text]:
    return [
        Text(label, above=3),
        Text(title, "center", size=1.1, above=0.5),
        Text("令和5年3月3日", "right"),
        Text(office, "right"),
    ]


PARKING = (
    *head("報告第2号", "駐輪場の管理業務の委託について", "土木部交通課"),
    Text("1 委託先"),
    Text("株式会社みどり", indent=1),
)
WINDOW = (
    *head("報告第1号", "窓口受付の電子化について", "区民部戸籍課"),
    Text("1 理由"),
    Text("便利にするため。", indent=1),
)
LETTER = (
    Text("5区総情第123号", "right"), Text("令和5年1月20日", "right"),
    Text("緑野区情報公開・個人情報保護審議会　会長　様"), Text("緑野区長　野山　一郎", "right"),
    Text("名簿の外部提供について（諮問）", "center", size=1.2, above=1),
    Text("　緑野区個人情報保護条例第17条第2項第5号の規定により、下記の事項について貴審議会の意見を求めます。", above=1),
    Text("記", "center", above=1), Text("民生委員への高齢者名簿の提供", indent=2, above=1),
)  # fmt: skip
LETTERED = (
    Text("民生委員への高齢者名簿の提供", "center", size=1.1), Text("令和5年2月3日", "right"), Text("福祉部高齢者支援課", "right"),
    Text("1 提供先"), Text("民生委員", indent=1),
)  # fmt: skip


def documents(*blocks: Block) -> list[Read]:
    flow = read_blocks(blocks)
    return [Read(flow, part) for part in split_documents(flow)]


def test_two_papers_on_one_page() -> None:
    one, other = documents(*WINDOW, *PARKING)
    assert (one.fields.label, other.fields.label) == ("報告第1号", "報告第2号")
    assert one.part.page_last == other.part.page_first == 1


def test_a_letter_and_the_paper_it_covers_are_one() -> None:
    (read,) = documents(*LETTER, NewPage(), *LETTERED)
    fields = read.fields
    assert (fields.kind, fields.title) == ("諮問", "民生委員への高齢者名簿の提供")
    assert (fields.date, fields.received_date) == (date(2023, 2, 3), date(2023, 1, 20))
    assert fields.council == "緑野区情報公開・個人情報保護審議会"
    assert fields.municipality == "緑野区"
    assert [(r.article, r.paragraph, r.item) for r in fields.legal_basis] == [(17, 2, 5)]
    assert all(f.place != "lost" for f in account(read.part, fields, read.outline))


def test_attachments_stay_with_their_paper() -> None:
    one, other = documents(
        *WINDOW, NewPage(), Text("別紙", "right"), Text("窓口の配置", "center"), NewPage(), *PARKING
    )
    assert (one.part.page_first, one.part.page_last, other.part.page_first) == (1, 2, 3)
    assert [n.kind for n in one.outline.nodes] == ["arabic", "attachment"]


def test_papers_that_an_agenda_names_are_no_documents() -> None:
    agenda = (
        Text("令和5年度第2回個人情報保護審議会　次第", "center", size=1.2), Text("令和5年6月2日", "right"),
        Text("1 開会"), Text("2 審議事項"), Text("諮問第11号", indent=1), Text("保育所入所事務の委託について", indent=2),
        Text("諮問第12号", indent=1), Text("公園管理業務の委託について", indent=2), Text("3 閉会"),
    )  # fmt: skip
    assert len(documents(*agenda)) == 1


def test_an_item_of_the_agenda_without_number() -> None:
    paper = (
        Text("報告事項（２）　公園管理システムの利用状況について"),
        Text("令和5年6月9日", "right"),
        Text("公園緑地課", "right"),
        Text("1 趣旨"),
    )
    (read,) = documents(*paper)
    assert (read.fields.kind, read.fields.label, read.fields.title) == (
        "報告",
        None,
        "公園管理システムの利用状況について",
    )


@pytest.mark.parametrize(
    "line", ["（報告担当課：区民部戸籍課、土木部交通課）", "【担当課】区民部戸籍課、土木部交通課", "〔諮問所管課：区民部戸籍課、土木部交通課（窓口）〕"]
)  # fmt: skip
def test_offices_in_brackets_below_the_title(line: str) -> None:
    (read,) = documents(
        Text("報告第9号", above=3),
        Text("窓口と駐輪場の管理の委託について", "center", size=1.1),
        Text(line, "center"),
        Text("1 委託先"),
        Text("株式会社みどり", indent=1),
    )
    assert [(d.bureau, (d.division or "")[:3]) for d in read.fields.departments] == [
        ("区民部", "戸籍課"),
        ("土木部", "交通課"),
    ]


def test_values_behind_headings_without_any_number() -> None:
    lines = (
        "委託先：株式会社みどり",
        "委託期間：令和5年5月1日～8月31日",
        "個人情報の項目：氏名、住所、年齢",
        "件数：3,000件",
    )
    (read,) = documents(*head("報告第6号", "意識調査の委託について", "区民部戸籍課"), *map(Text, lines))
    (case,) = read.prose.cases
    assert (case.counterparty, case.quantity.min) == (("株式会社みどり",), 3000)
    assert [item.name for item in case.items] == ["氏名", "住所", "年齢"]
    assert case.attributes["委託期間"] == "令和5年5月1日～8月31日"


def test_sections_that_say_which_way_their_items_go() -> None:
    lines = (
        "1 区が受託者に貸与する個人情報",
        "氏名、住所",
        "2 受託者が本人から収集する個人情報",
        "回答内容",
        "3 受託者",
        "未定",
    )
    (read,) = documents(*head("報告第6号", "意識調査の委託について", "区民部戸籍課"), *map(Text, lines))
    (case,) = read.prose.cases
    assert [(item.flow, item.name) for item in case.items] == [
        ("ward_to_contractor", "氏名"),
        ("ward_to_contractor", "住所"),
        ("subject_to_contractor", "回答内容"),
    ]
    assert (case.counterparty, case.counterparty_raw) == ((), "未定")


def test_an_incident_told_in_its_measures() -> None:
    lines = (
        "1 紛失した書類及び個人情報の内容", "(1) 書類の種類 訪問記録票", "(2) 記載されていた個人情報 氏名、病名",
        "2 事故後の対応", "(1) 令和5年10月30日 警察署に届け出た。", "(2) 令和5年11月2日 個人情報保護委員会に報告した。",
    )  # fmt: skip
    (read,) = documents(*head("報告第7号", "書類の紛失について", "福祉部福祉課"), *map(Text, lines))
    (case,) = read.prose.cases
    assert case.case_type == "incident"
    assert [item.name for item in case.items] == ["氏名", "病名"]
    assert [d.start for d in case.period.dates] == [date(2023, 10, 30), date(2023, 11, 2)]


def test_rows_of_a_form() -> None:
    rows = (
        ("委託件名", "入会申請の受付"),
        ("委託先", "株式会社みどり"),
        ("対象者", "申請した児童"),
        ("個人情報の項目", "児童：氏名、学校名"),
    )
    form = Table((), grid(rows), (1, 3))
    (read,) = documents(*head("諮問第10号", "学童クラブ入会事務の委託について", "こども部児童課"), form)
    (case,) = read.prose.cases
    assert (case.title, case.counterparty, case.subjects) == (
        "入会申請の受付",
        ("株式会社みどり",),
        ("申請した児童",),
    )
    assert [(item.path, item.name) for item in case.items] == [(("児童",), "氏名"), (("児童",), "学校名")]
    assert case.attributes["委託先"] == "株式会社みどり"


def test_a_new_kind_takes_a_profile_and_no_code(tmp_path: Path) -> None:
    """The example of the handbook: its profile is put behind the shipped one, in a copy of the package."""
    (profile,) = re.findall(
        r"```toml\n(.*?)```", (ROOT / "docs" / "prose.md").read_text(encoding="utf-8"), re.DOTALL
    )
    for package in ("extractors", "normalizers"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shipped = tmp_path / "extractors" / "profiles" / "documents.toml"
    paper = (
        (0, "建議第4号"),
        (0, "^庁舎内の防犯カメラの運用に関する建議"),
        (0, ">令和5年9月1日"),
        (0, "1　建議の趣旨"),
        (1, "運用の基準を定めるべきである。"),
    )
    (tmp_path / "paper.pdf").write_bytes(typeset(blocks_of(paper)).pdf)
    code = (
        "from extractors.flow import read_flow; from extractors.documents import read_fields, split_documents\n"
        "fields = [read_fields(part) for part in split_documents(read_flow('paper.pdf'))]\n"
        "print([(f.kind, f.number, f.label) for f in fields])"
    )

    def run() -> str:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    assert run() == "[('その他', None, None)]"
    shipped.write_text(shipped.read_text(encoding="utf-8") + "\n" + profile, encoding="utf-8")
    assert run() == "[('建議', 4, '建議第4号')]"
