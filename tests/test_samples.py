"""The sample PDFs are what their generator makes, and the generator's truth is true."""

from __future__ import annotations

import json
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.errors import PdfReadError

from tests.samples import bad_input
from tests.samples.blocks import Cell, Text, Typeset
from tests.samples.fonts import missing_fonts
from tests.samples.generate import (
    ENVIRONMENT_FILE,
    PDF_FOLDER,
    TRUTH_FOLDER,
    as_json,
    environment,
    render,
    samples,
    truth,
)
from tests.samples.strategies import table_styles
from tests.samples.style import PageStyle, TableStyle, TextStyle
from tests.samples.typeset import typeset_table
from tests.samples.wrap import without_marks

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = {sample.name: sample for sample in samples()}
NAMES = sorted(SAMPLES)


def squeezed(text: str) -> str:
    return "".join(text.split())


def extracted(pdf: bytes | Path) -> str:
    source = BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    return "".join(squeezed(page.extract_text()) for page in pypdf.PdfReader(source).pages)


def committed_truth(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((TRUTH_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def same_tools() -> None:
    if missing := missing_fonts():
        pytest.skip(
            f"needs {', '.join(map(str, missing))} (apt-get install fonts-ipafont-mincho fonts-ipafont-gothic)"
        )
    recorded = json.loads(ENVIRONMENT_FILE.read_text(encoding="utf-8"))
    here = environment()
    if different := sorted(name for name in recorded if here.get(name) != recorded[name]):
        pytest.skip(f"the committed samples were typeset with another version of {', '.join(different)}")


def test_every_sample_is_committed_with_its_truth_and_nothing_else() -> None:
    assert sorted(path.stem for path in PDF_FOLDER.glob("*.pdf")) == NAMES
    assert sorted(path.stem for path in TRUTH_FOLDER.glob("*.json") if path != ENVIRONMENT_FILE) == NAMES
    assert all(name.isascii() for name in NAMES)


def test_the_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in PDF_FOLDER.glob("*.pdf")) < 1_000_000


@pytest.mark.usefixtures("same_tools")
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_made_again_byte_for_byte(name: str) -> None:
    made = render(SAMPLES[name])
    assert made.pdf == (PDF_FOLDER / f"{name}.pdf").read_bytes()
    assert as_json(truth(SAMPLES[name], made)) == (TRUTH_FOLDER / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_says_that_it_is_one(name: str) -> None:
    reader = pypdf.PdfReader(PDF_FOLDER / f"{name}.pdf")
    assert squeezed(SAMPLES[name].page.note) in squeezed(reader.pages[0].extract_text())
    assert reader.metadata is not None
    assert "見本" in (reader.metadata.title or "")


@pytest.mark.parametrize("name", NAMES)
def test_no_font_is_left_to_the_viewer(name: str) -> None:
    for page in pypdf.PdfReader(PDF_FOLDER / f"{name}.pdf").pages:
        resources: Any = page["/Resources"]
        fonts = resources["/Font"].values()
        assert fonts
        assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize("name", NAMES)
def test_another_reader_finds_every_cell_and_every_fact(name: str) -> None:
    known, text = committed_truth(name), extracted(PDF_FOLDER / f"{name}.pdf")
    for one in known.get("documents", ()):
        assert all(squeezed(one[key]) in text for key in ("label", "title"))
        assert all(squeezed(unit["division"]) in text for unit in one["departments"])
    for table in known["tables"]:
        split = set(table["split_rows"])
        for number, row in enumerate(table["rows"]):
            if number not in split:
                assert all(squeezed(cell) in text for cell in row), row
    for section in known.get("sections", ()):
        assert section["number_raw"] + squeezed(section["heading"])[:12] in text
    for item in known.get("agenda_items", ()):
        assert squeezed(item["refers"][0] + item["title"])[:20] in text


@pytest.mark.parametrize("name", NAMES)
def test_what_a_sample_says_of_itself_is_right(name: str) -> None:
    known = committed_truth(name)
    for one in known.get("documents", ()):
        assert one["audits"]
        assert all(audit["agrees"] for audit in one["audits"])
        assert one.get("case_count", 0) == len(known.get("cases", ()))


def test_the_totals_of_the_printed_tables_add_up() -> None:
    checked = 0
    tables = [(name, table) for name in NAMES for table in committed_truth(name)["tables"]]
    for name, table in tables:
        if table["rows"][-1][0] != "合計":
            continue
        for column in range(1, len(table["header"])):
            cells = [row[column] for row in table["rows"]]
            if all(cell.isdigit() for cell in cells):
                assert sum(map(int, cells[:-1])) == int(cells[-1]), (name, table["header"][column])
                checked += 1
    assert checked >= 12


def test_the_minutes_name_every_other_sample() -> None:
    labels = {one["label"] for name in NAMES for one in committed_truth(name).get("documents", ())}
    named = {
        label
        for name in NAMES
        for one in committed_truth(name).get("agenda_items", ())
        for label in one["refers"]
    }
    assert named == labels
    assert len(labels) == 6


def test_rows_are_split_at_page_breaks() -> None:
    split = [
        table["split_rows"]
        for name in NAMES
        for table in committed_truth(name)["tables"]
        if table["split_rows"]
    ]
    assert len(split) >= 2
    assert max(map(len, split)) >= 3


# --- the typesetter, which other tests trust ---------------------------------------------------------------------

KANA = "あいうえおカキクケコ漢字業務申込氏名番号、。（）「」"
WORDS = st.text(alphabet=KANA + "ABCxyz 0123456789", max_size=60).map(lambda text: " ".join(text.split()))


def glyphs(made: Typeset) -> list[list[tuple[str, float, float]]]:
    """Per page every visible, printed character with its centre, in drawing order, as PDFium sees it."""
    document = pypdfium2.PdfDocument(made.pdf)
    pages = []
    for page in document:
        text, height = page.get_textpage(), page.get_height()
        found = []
        for index in range(text.count_chars()):
            char = text.get_text_range(index, 1)
            x0, bottom, x1, top = text.get_charbox(index, loose=True)
            if char.strip():
                found.append((char, (x0 + x1) / 2, height - (bottom + top) / 2))
        pages.append(found)
    document.close()
    return pages


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(WORDS, WORDS, WORDS.map(lambda text: text * 4)), min_size=1, max_size=12),
    style=table_styles(),
    landscape=st.booleans(),
)
def test_each_cells_text_stands_in_its_boxes_and_nothing_else_does(
    rows: list[tuple[str, str, str]], style: TableStyle, landscape: bool
) -> None:
    page = PageStyle(landscape=landscape, margin_bottom=250, note="見本", label="資料No.1", banner="表の題")
    header = [("番号", "業務の名称", "項目")]
    made = typeset_table(
        rows, header, style, page, before=[Text("前の文"), Text("題", spread=9)], after=[Text("後の文")]
    )
    (table,) = made.tables
    seen = glyphs(made)
    for cell in table.cells:
        printed = [
            char
            for box in cell.boxes
            for char, x, y in seen[box.page - 1]
            if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
        ]
        repeats = len(cell.boxes) if cell.row < 0 else 1
        assert "".join(printed) == squeezed(cell.text) * repeats
    for page_text, chars in zip(made.pages, seen, strict=True):
        assert Counter(squeezed(page_text)) == Counter(char for char, _, _ in chars)
    assert [row[0] for row in table.rows] == [
        cell.text for cell in table.cells if cell.row >= 0 and cell.column == 0
    ]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_shows_the_same_picture(rotate: Any) -> None:
    rows = [(str(n), "申込み" * n) for n in range(9)]

    def picture(page: PageStyle) -> Any:
        document = pypdfium2.PdfDocument(typeset_table(rows, [("番号", "項目")], None, page).pdf)
        shown = document[0].render(scale=0.5).to_pil().convert("L")
        document.close()
        return shown

    upright, turned = picture(PageStyle()), picture(PageStyle(rotate=rotate, noise=1e-5))
    assert upright.size == turned.size
    pairs = zip(upright.tobytes(), turned.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / len(upright.tobytes()) < 4


def test_spans_are_kept_and_repeated_in_flat_rows() -> None:
    header: list[list[str | Cell | None]] = [
        [Cell("区分", 2), Cell("件数", 1, 2), None],
        [None, "請求", "決定"],
    ]
    rows: list[list[str | Cell | None]] = [
        [Cell("開示", 2), "1", "2"],
        [None, "3", "4"],
        [Cell("計", 1, 2), None, "6"],
    ]
    (table,) = typeset_table(rows, header).tables
    assert table.header == ("区分", "件数 / 請求", "件数 / 決定")
    assert table.rows == (("開示", "1", "2"), ("開示", "3", "4"), ("計", "計", "6"))


@pytest.mark.parametrize("rows", [[["一", "二"], ["三", None]], [[Cell("一", 2), "二"], ["三", "四"]]])
def test_a_grid_with_holes_or_overlaps_is_refused(rows: list[list[str | Cell | None]]) -> None:
    with pytest.raises(ValueError, match="grid"):
        typeset_table(rows, [])


def test_a_row_taller_than_a_page_goes_over_several() -> None:
    made = typeset_table([["1", "長い文章。" * 900]], [["番号", "項目"]])
    (table,) = made.tables
    assert len(made.pages) >= 3
    assert table.split_rows == (0,)
    assert table.pages == tuple(range(1, len(made.pages) + 1))


def test_hidden_text_is_white_and_not_in_the_truth() -> None:
    style = TableStyle(text=TextStyle(hidden="秘密の文"))
    made = typeset_table([["表の文"]], [], style)
    assert "秘密の文" in extracted(made.pdf)
    assert "秘密" not in "".join(made.pages)
    assert without_marks("<u>下</u>線") == "下線"


def test_glyphs_can_be_drawn_twice() -> None:
    made = typeset_table([["太字"]], [], TableStyle(text=TextStyle(twice=True)))
    assert extracted(made.pdf).count("太字") == 2
    assert made.tables[0].rows == (("太字",),)


# --- bad input -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def good() -> bytes:
    return typeset_table([["1", "氏名"]], [["番号", "項目"]]).pdf


def test_bad_input_is_bad(good: bytes) -> None:
    assert bad_input.zero_byte() == b""
    assert not bad_input.html_page().startswith(b"%PDF")
    assert good.startswith(bad_input.truncated(good))
    assert b"%%EOF" not in bad_input.truncated(good)
    locked = pypdf.PdfReader(BytesIO(bad_input.password_protected(good)))
    assert locked.is_encrypted
    with pytest.raises(PdfReadError):
        len(locked.pages)
    assert locked.decrypt(bad_input.PASSWORD)
    assert extracted(bad_input.image_only(good)) == ""


def test_some_input_only_looks_bad(good: bytes) -> None:
    assert extracted(bad_input.restricted(good)) == extracted(good)
    document = pypdfium2.PdfDocument(bad_input.broken_references(good))
    assert "氏名" in document[0].get_textpage().get_text_range()
    document.close()
