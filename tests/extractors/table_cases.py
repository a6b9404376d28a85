"""Random tables in the forms of the field, typeset in random ways: what the property test and the campaign draw from."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import assume
from hypothesis import strategies as st

from extractors.flow import read_flow
from tests.samples.strategies import LOOKS, page_styles, table_styles
from tests.samples.typeset import typeset_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from extractors.model import Table
    from tests.samples.blocks import TableTruth
    from tests.samples.style import PageStyle, TableStyle

RULED = [look for look in LOOKS if look[1] != "horizontal"]

DEPARTMENTS = (
    "北総合支所 地域振興課",
    "福祉保健部\n高齢者支援・介護予防課",
    "こども家庭部子育て給付課",
    "みどり23推進室\n公園管理事務所",
    "教育委員会事務局 学務課",
    "市民生活部\n戸籍住民課",
)
ITEMS = (
    "氏名",
    "生年月日",
    "住所",
    "電話番号",
    "メールアドレス",
    "世帯主との続柄",
    "健康状態",
    "振込先口座（金融機関名、支店名）",
    "利用を希望する日",
    "手帳の等級",
    "勤務先の名称",
    "申込みの理由",
    "緊急時の連絡先（氏名、続柄、電話番号）",
)
MATTERS = ("市民農園", "がん検診", "学童保育", "図書館の予約", "介護予防教室", "自転車駐車場")
DEEDS = ("の申込み", "に関するアンケート", "利用申請", "変更届", "の受付（令和４年度分）")


@dataclass(frozen=True, slots=True)
class TableCase:
    """One table to be typeset."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    style: TableStyle
    page: PageStyle


def _items(rng: random.Random) -> str:
    return "、".join(rng.choice(ITEMS) for _ in range(rng.choice((1, 2, 3, 5, 8, 15, 40))))


def _title(rng: random.Random) -> str:
    return rng.choice(MATTERS) + rng.choice(DEEDS)


def _date(rng: random.Random) -> str:
    return f"令和{rng.randint(2, 6)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"


def _application(rng: random.Random, number: int) -> tuple[str, ...]:
    return (str(number), "個別の申込み", rng.choice(DEPARTMENTS), _title(rng), _items(rng), _date(rng))


def _meeting(rng: random.Random, _: int) -> tuple[str, ...]:
    more = _items(rng) if rng.random() < 0.2 else ""
    what = f"{_title(rng)}について話し合う。{more}"
    return (_date(rng), rng.choice(DEPARTMENTS), _title(rng), what, f"{rng.randint(1, 90)}名")


def _contract(rng: random.Random, number: int) -> tuple[str, ...]:
    flags = rng.choice("有無"), rng.choice("有無")
    return (
        str(number),
        _title(rng) + _items(rng),
        rng.choice(DEPARTMENTS),
        rng.choice(("市長", "教育委員会")),
        *flags,
    )


def _plain(rng: random.Random, _: int) -> tuple[str, ...]:
    return (rng.choice(("新規", "継続")), _title(rng), _items(rng))


FORMS: tuple[
    tuple[tuple[str, ...], tuple[float, ...], Callable[[random.Random, int], tuple[str, ...]]], ...
] = (
    (("番号", "業務の名称", "部署名", "手続名", "項目", "開始時期"), (1.8, 2, 3, 4, 7, 2.4), _application),
    (("実施時期", "担当所管", "会議の名称", "会議の内容", "市民参加数"), (2.4, 3, 4, 5, 2), _meeting),
    (
        (
            "No",
            "委託の内容",
            "担当部課",
            "実施機関",
            "要配慮個人情報（有/無）",
            "条例要配慮個人情報（有/無）",
        ),
        (1.8, 5, 4, 2, 2, 2),
        _contract,
    ),
    (("区分", "名称", "内容"), (1.4, 2, 4), _plain),
)


@st.composite
def table_cases(draw: st.DrawFn) -> TableCase:
    """Any form, any style, any page; ruled at least between the columns."""
    header, widths, make = draw(st.sampled_from(FORMS))
    rng = random.Random(draw(st.integers(0, 2**32 - 1)))
    count = draw(st.sampled_from((2, 5, 12, 30)))
    rows = tuple(make(rng, number) for number in range(1, count + 1))
    return TableCase(header, rows, widths, draw(table_styles(RULED)), draw(page_styles()))


def squeezed(text: str) -> str:
    """Compared without white space and compatibility forms."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def check(case: TableCase, path: Path) -> None:
    """Typeset, read, compare: one table, every cell of it exact."""
    made = typeset_table(case.rows, [case.header], case.style, case.page, widths=case.widths)
    path.write_bytes(made.pdf)
    (truth,) = made.tables
    assume(not _loses_its_sides(case.style, truth))
    tables = read_flow(path).tables
    assert [table.pages for table in tables] == [truth.pages]
    (table,) = tables
    assert [squeezed(name) for name in table.header] == [squeezed(name) for name in truth.header]
    assert cells_of(table.rows) == cells_of(truth.rows)
    assert_places(table.row_spans, truth)


def _loses_its_sides(style: TableStyle, truth: TableTruth) -> bool:
    """Whether a row fills a page on which nothing tells how wide the table is: no outer rules and no level ones."""
    fills_a_page = any(len(cell.boxes) > 2 for cell in truth.cells if cell.row >= 0)
    return style.sides == "open" and not style.close_at_break and fills_a_page


def assert_exact(tables: Sequence[Table], truths: Sequence[TableTruth]) -> None:
    """Each table, its header, rows and merged cells are as they were set, on the same pages."""
    assert len(tables) == len(truths)
    for table, truth in zip(tables, truths, strict=True):
        assert cells_of((table.header,)) == cells_of((truth.header,))
        assert cells_of(table.rows) == cells_of(truth.rows)
        assert table.pages == truth.pages
        spans = {(c.row, c.column, c.row_span, c.column_span) for c in table.cells}
        assert spans == {(c.row, c.column, c.row_span, c.column_span) for c in truth.cells}


def cells_of(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """All texts, as they are compared."""
    return [[squeezed(text) for text in row] for row in rows]


def assert_places(row_spans: tuple[tuple[object, ...], ...], truth: TableTruth) -> None:
    """Every row stands on the pages that its cells were set on."""
    for number, span in enumerate(row_spans):
        pages = {box.page for cell in truth.cells if cell.row == number for box in cell.boxes}
        assert {place.page for place in span} == pages  # type: ignore[attr-defined]
