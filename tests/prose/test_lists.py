"""Lists of items whose entries stand one behind another on a line, and lists that were not read."""

from __future__ import annotations

import pytest

from extractors.documents.numbering import counted_to
from tests.prose.test_documents import documents, head
from tests.prose.test_facts import cases, lines, names

MARKS = (
    "①②③④⑤",
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("ア ", "イ ", "ウ ", "エ ", "オ "),
    ("1 ", "2 ", "3 ", "4 ", "5 "),
    "・" * 5,
)
MARK_IDS = ("rings", "brackets", "kana", "digits", "bullets")


def numbered(marks: tuple[str, ...] | str, *texts: str) -> list[str]:
    return [f"{mark}{text}" for mark, text in zip(marks, texts, strict=False)]


@pytest.mark.parametrize("marks", MARKS, ids=MARK_IDS)
@pytest.mark.parametrize("gap", ["　", "　　", "、　"])
def test_entries_one_behind_another_on_a_line(marks: tuple[str, ...] | str, gap: str) -> None:
    entries = gap.join(numbered(marks, "氏名", "所属の団体", "団体での役割"))
    (case,) = cases(*lines("1　委託先", "　緑野文化財団", "2　取り扱う個人情報の項目", f"　{entries}"))
    assert names(case) == ["氏名", "所属の団体", "団体での役割"]


@pytest.mark.parametrize("marks", MARKS[:3], ids=MARK_IDS[:3])
def test_entries_on_several_lines(marks: tuple[str, ...] | str) -> None:
    entries = numbered(marks, "氏名", "所属の団体、電話番号", "団体での役割", "加入の年", "会費の額")
    (case,) = cases(
        *lines(
            "1　取り扱う個人情報の項目",
            f"　{'　'.join(entries[:3])}",
            f"　{'　'.join(entries[3:])}",
            "2　委託先",
        ),
        *lines("　緑野文化財団"),
    )
    assert names(case) == ["氏名", "所属の団体", "電話番号", "団体での役割", "加入の年", "会費の額"]
    assert case.counterparty == ("緑野文化財団",)


def test_a_number_that_is_spoken_of_is_no_entry() -> None:
    (case,) = cases(
        *lines(
            "1　取り扱う個人情報の項目",
            "　①氏名",
            "　②住所（①と②の同居者を含む。）",
            "2　委託先",
            "　緑野文化財団",
        )
    )
    assert [(i.name, i.qualifier) for i in case.items] == [("氏名", None), ("住所", "1と2の同居者を含む")]


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("①氏名　②住所", 2),
        ("(2) 氏名 (3) 住所(4)電話", 4),
        ("ア　氏名　ウ　住所", 1),
        ("1　令和5年度の2回目", 1),
        ("①　②と③の者", 1),
        ("氏名　①住所", None),
        ("・氏名", None),
        ("", None),
    ],
)
def test_how_far_a_line_counts(line: str, last: int | None) -> None:
    assert counted_to(line) == last


UNREADABLE = "窓口で聞き取った話を職員がその場で書き留めたもののすべてとする。"


@pytest.mark.parametrize(
    ("other", "unread"),
    [
        ("氏名、住所", []),
        ("なし", []),
        ("別紙2のとおり", []),
        (UNREADABLE, ["委託先が本人から収集する個人情報"]),
    ],
)
def test_each_list_that_was_not_read_is_a_finding(other: str, unread: list[str]) -> None:
    (read,) = documents(
        *head("報告第7号", "相談業務の委託について", "福祉部相談課"),
        *lines(
            "1　委託先",
            "　緑野文化財団",
            "2　区が委託先に提供する個人情報",
            "　氏名、電話番号、相談の日",
            "3　委託先が本人から収集する個人情報",
            f"　{other}",
        ),
    )
    (case,) = read.prose.cases
    assert names(case)[:3] == ["氏名", "電話番号", "相談の日"]
    found = [f for f in read.prose.findings if f.code == "items_not_read"]
    assert [f.raw for f in found] == unread
    assert case.findings == ("items_not_read",) * len(unread)
    assert all(f.span for f in found)


def test_a_list_that_ends_with_a_number_of_persons_is_a_list() -> None:
    (read,) = documents(
        *head("報告第7号", "相談業務の委託について", "福祉部相談課"),
        *lines("1　取り扱う個人情報の項目", "氏名、相談の日、同居者の人数", "2　委託先", "緑野文化財団"),
    )
    assert names(read.prose.cases[0]) == ["氏名", "相談の日", "同居者の人数"]


@pytest.mark.parametrize(
    ("heading", "unread"),
    [("書類に記載された情報", 0), ("申込書に含まれる個人情報", 0), ("窓口の情報", 1), ("窓口の様子", 0)],
)
def test_a_list_under_a_heading_that_says_data_is_read_or_is_a_finding(heading: str, unread: int) -> None:
    (read,) = documents(
        *head("報告第5号", "書類の紛失について", "湖畔部"),
        *lines(f"1　{heading}　氏名、電話番号", "2　影響を受けた者　3名"),
    )
    (case,) = read.prose.cases
    assert [f.raw for f in read.prose.findings if f.code == "items_not_read"] == [heading] * unread
    assert names(case) == ([] if heading.startswith("窓口") else ["氏名", "電話番号"])
    assert case.quantity.min == 3
