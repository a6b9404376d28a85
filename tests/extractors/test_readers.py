"""Two readers that share no code below `Page` say the same of every page; where they cannot, it is written down."""

from __future__ import annotations

import itertools
import os
import shutil
from collections import defaultdict
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import EncryptedError, NotAPdfError, ReadError
from extractors.readers import Reader, read_info, read_pages
from tests.hostile.raw import simple
from tests.samples import bad_input
from tests.samples.blocks import Text
from tests.samples.generate import PDF_FOLDER
from tests.samples.style import CID_GOTHIC, CID_MINCHO, PageStyle, Rules, TableStyle, TextStyle
from tests.samples.typeset import typeset_table
from tests.shared import ROOT, needs_shared, shared_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from extractors.pages import Page
    from tests.samples.style import Rotation

READERS: tuple[Reader, ...] = get_args(Reader)

EXACT = 0.02
"""Points: rounding of single-precision numbers and of the noise that a page's matrix carries."""

NEAR = 1.0
"""Points: beside rounding, the ink of a glyph that reaches out of its advance, which PDFium adds to the box."""

# Code points of one glyph: fonts without ToUnicode are read by tables that differ between the libraries.
TWINS = str.maketrans({"～": "〜", "－": "−", "~": "˜", "‖": "∥", "￣": "‾", "―": "—"})

ROWS = [
    [str(n), "区民講座の申込み（Web）", "氏名、生年月日、住所" * 3, "令和5年4月1日～"] for n in range(1, 6)
]


def both(path: Path, count: int | None = None) -> list[tuple[Page, Page]]:
    pages = [list(itertools.islice(read_pages(path, reader=reader), count)) for reader in READERS]
    return list(zip(*pages, strict=True))


def write(folder: Path, pdf: bytes) -> Path:
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    return path


def typeset(text: TextStyle, page: PageStyle, **style: Any) -> bytes:
    return typeset_table(
        ROWS,
        [["番号", "業務の名称", "項目", "開始時期"]],
        TableStyle(text=text, **style),
        page,
        widths=(1, 3, 4, 2),
        before=[Text("表の前に、短い文がある。")],
    ).pdf


def assert_same(one: Page, two: Page, tolerance: float = EXACT) -> None:
    assert (one.width, one.height) == pytest.approx((two.width, two.height), abs=tolerance)
    assert one.chars.text.translate(TWINS) == two.chars.text.translate(TWINS)
    for side in ("x0", "top", "x1", "bottom", "size"):
        apart = np.abs(getattr(one.chars, side) - getattr(two.chars, side))
        # Only PDFium adds the ink to the advance: of a run's last glyph, which no other glyph bounds.
        assert apart.max(initial=0.0) <= (NEAR if side == "x1" else tolerance), side
    assert (one.chars.angle == two.chars.angle).all()
    # Space at the end of a line is kept by one reader only, and means nothing.
    level = np.abs(np.diff(one.chars.top, prepend=-99.0)) < one.chars.size
    assert (one.chars.space_before == two.chars.space_before)[level].all()


def sorted_rules(page: Page) -> np.ndarray[Any, Any]:
    rules = page.rules
    columns = np.stack([rules.x0, rules.top, rules.x1, rules.bottom], axis=1)
    return columns[np.lexsort(columns.round(1).T)]


def assert_same_rules(one: Page, two: Page) -> None:
    first, second = sorted_rules(one), sorted_rules(two)
    assert first.shape == second.shape
    assert np.abs(first - second).max(initial=0.0) <= EXACT


@pytest.mark.parametrize("name", sorted(path.name for path in PDF_FOLDER.glob("*.pdf")))
def test_readers_agree_on_the_samples(name: str) -> None:
    for one, two in both(PDF_FOLDER / name):
        assert len(one.chars)
        assert_same(one, two)
        assert_same_rules(one, two)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("noise", [0.0, 1e-5])
@pytest.mark.parametrize("spacing", [0.0, 0.8])
def test_readers_agree_on_turned_noisy_and_spaced_pages(
    tmp_path: Path, rotate: Rotation, noise: float, spacing: float
) -> None:
    text = TextStyle(size=9.0, spacing=spacing)
    path = write(tmp_path, typeset(text, PageStyle(rotate=rotate, noise=noise, text=text)))
    for one, two in both(path):
        assert_same(one, two)
        assert_same_rules(one, two)


@pytest.mark.parametrize("rules", get_args(Rules))
def test_readers_agree_on_rules_however_they_are_drawn(tmp_path: Path, rules: Rules) -> None:
    path = write(tmp_path, typeset(TextStyle(size=9.0), PageStyle(), rules=rules, shading="zebra"))
    for one, two in both(path):
        assert_same_rules(one, two)
        assert [shape.kind for shape in one.shapes] == [shape.kind for shape in two.shapes]


@pytest.mark.parametrize("font", [CID_MINCHO, CID_GOTHIC])
@pytest.mark.parametrize("spacing", [0.0, 0.8])
def test_glyphs_drawn_twice_are_read_once(tmp_path: Path, font: str, spacing: float) -> None:
    plain = TextStyle(font=font, size=9.0, spacing=spacing)
    once = both(write(tmp_path, typeset(plain, PageStyle())))
    twice = TextStyle(font=font, size=9.0, spacing=spacing, twice=True)
    for (one, two), (expected, _) in zip(
        both(write(tmp_path, typeset(twice, PageStyle()))), once, strict=True
    ):
        assert_same(one, two)
        assert_same(one, expected)


@pytest.mark.parametrize("rotate", [0, 270])
def test_white_text_is_hidden_and_counted(tmp_path: Path, rotate: Rotation) -> None:
    text = TextStyle(size=9.0, hidden="秘密")
    plain = both(write(tmp_path, typeset(TextStyle(size=9.0), PageStyle(rotate=rotate))))
    hidden = both(write(tmp_path, typeset(text, PageStyle(rotate=rotate))))
    for (one, two), (expected, _) in zip(hidden, plain, strict=True):
        assert_same(one, two)
        assert_same(one, expected)
        assert one.hidden == two.hidden == 2 * 4 * len(ROWS)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_gives_the_same_characters_at_the_same_places(
    tmp_path: Path, reader: Reader, rotate: Rotation
) -> None:
    text = TextStyle(size=9.0)
    pages = []
    for turn in (0, rotate):
        path = write(tmp_path, typeset(text, PageStyle(rotate=turn)))  # type: ignore[arg-type]
        pages.append(next(iter(read_pages(path, reader=reader))))
    assert_same(*pages)


@pytest.mark.parametrize("reader", READERS)
def test_one_code_point_for_each_box(reader: Reader) -> None:
    for page in read_pages(PDF_FOLDER / "houkoku-0903-disclosure-statistics.pdf", reader=reader):
        chars = page.chars
        columns = (
            chars.x0,
            chars.top,
            chars.x1,
            chars.bottom,
            chars.size,
            chars.font,
            chars.run,
            chars.angle,
        )
        assert {len(column) for column in columns} == {len(chars)}
        assert not any(char.isspace() for char in chars.text)
        assert (np.diff(chars.run) >= 0).all()
        assert chars.font.max() < len(page.fonts)
        assert np.allclose(chars.bottom - chars.top, chars.size, atol=EXACT)


def agreement(one: Page, two: Page) -> tuple[int, int]:
    """How many characters the readers put at one place (each used once), and how many there are at most."""
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    middle = (two.chars.top + two.chars.bottom) / 2
    for char, x, y in zip(two.chars.text.translate(TWINS), two.chars.x1, middle, strict=True):
        places[char].append((float(x), float(y)))
    agreed = 0
    middle = (one.chars.top + one.chars.bottom) / 2
    for char, x, y in zip(one.chars.text.translate(TWINS), one.chars.x1, middle, strict=True):
        here = places[char]
        apart = [max(abs(x - u), abs(y - v)) for u, v in here]
        if apart and min(apart) <= NEAR:
            del here[apart.index(min(apart))]
            agreed += 1
    return agreed, max(len(one.chars), len(two.chars))


@needs_shared
@pytest.mark.parametrize("folder", ["corpus", "real"])
def test_readers_agree_on_papers_of_other_producers(folder: str) -> None:
    """The share is below 1 for what docs/readers.md lists: vertical text, spacing lost by pdfminer, blended covers."""
    agreed = total = 0
    for name in shared_names(folder, "*.pdf"):
        try:
            pages = both(ROOT / folder / name, 1)
        except (EncryptedError, NotAPdfError):
            continue
        for one, two in pages:
            here, there = agreement(one, two)
            agreed, total = agreed + here, total + there
    assert total > 10_000
    assert agreed / total > (0.9999 if folder == "corpus" else 0.95)


# --- files that give no pages -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def good() -> bytes:
    return typeset_table([["1", "氏名"]], [["番号", "項目"]]).pdf


DAMAGED = {"pdfium": "could not be repaired", "pdfplumber": "could not be read"}
BAD: dict[str, tuple[Callable[[bytes], bytes], type[ReadError], str, str]] = {
    "zero bytes": (lambda _: bad_input.zero_byte(), NotAPdfError, "not_a_pdf", "It is empty (0 bytes);"),
    "html": (lambda _: bad_input.html_page(), NotAPdfError, "not_a_pdf", "It is no PDF but an HTML page;"),
    "zip": (lambda _: b"PK\x03\x04" + bytes(99), NotAPdfError, "not_a_pdf", "It is no PDF but a ZIP archive"),
    "text": (lambda _: b"hello", NotAPdfError, "not_a_pdf", "It is no PDF (no %PDF- at its beginning);"),
    "truncated": (
        bad_input.truncated,
        NotAPdfError,
        "not_a_pdf",
        "It is damaged (truncated?) and could not be",
    ),
    "head only": (
        lambda pdf: pdf[:20],
        NotAPdfError,
        "not_a_pdf",
        "It is damaged (truncated?) and could not be",
    ),
    "password": (
        bad_input.password_protected,
        EncryptedError,
        "encrypted",
        "A password is needed to open it;",
    ),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", BAD)
def test_a_file_without_pages_says_what_is_wrong(
    tmp_path: Path, good: bytes, reader: Reader, kind: str
) -> None:
    make, error, code, message = BAD[kind]
    with pytest.raises(ReadError) as raised:
        list(read_pages(write(tmp_path, make(good)), reader=reader))
    assert type(raised.value) is error
    assert raised.value.code == code
    assert raised.value.message.startswith(message)
    assert "\n" not in raised.value.message


@pytest.mark.parametrize("reader", READERS)
def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path, reader: Reader) -> None:
    for path, message in ((tmp_path, "It is a folder"), (tmp_path / "gone.pdf", "It does not exist")):
        with pytest.raises(ReadError, match=message) as raised:
            list(read_pages(path, reader=reader))
        assert raised.value.code == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_says_so(tmp_path: Path, good: bytes) -> None:
    path = write(tmp_path, good)
    path.chmod(0)
    with pytest.raises(ReadError, match="check its permissions"):
        list(read_pages(path))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "make", [bad_input.restricted, bad_input.broken_references, lambda pdf: b"\n\n" + pdf]
)
def test_files_that_only_look_bad_are_read(
    tmp_path: Path, good: bytes, reader: Reader, make: Callable[[bytes], bytes]
) -> None:
    (page,) = read_pages(write(tmp_path, make(good)), reader=reader)
    assert sorted(page.chars.text) == sorted("番号項目1氏名1")  # the last is the page's number


def test_a_restricted_file_is_known_as_encrypted(tmp_path: Path, good: bytes) -> None:
    assert read_info(write(tmp_path, bad_input.restricted(good))).is_encrypted
    assert not read_info(write(tmp_path, good)).is_encrypted


@pytest.mark.parametrize("reader", READERS)
def test_a_page_of_pictures_has_recognized_text_or_none(tmp_path: Path, good: bytes, reader: Reader) -> None:
    (page,) = read_pages(write(tmp_path, bad_input.image_only(good)), reader=reader)
    assert len(page.images) == 1
    if page.text_source == "ocr":
        assert shutil.which("tesseract")
        assert len(page.chars)
    else:
        assert (len(page.chars), page.text_source) == (0, "none")


@pytest.mark.parametrize("reader", READERS)
def test_pages_are_given_as_asked_for(reader: Reader) -> None:
    path = PDF_FOLDER / "houkoku-0901-electronic-applications.pdf"
    assert [page.number for page in read_pages(path, reader=reader, pages=[3, 1])] == [3, 1]
    for number in (0, 999):
        with pytest.raises(ValueError, match="is not among the file's pages"):
            list(read_pages(path, reader=reader, pages=[number]))


def test_a_space_drawn_on_its_own_is_white_space(tmp_path: Path) -> None:
    """Word processors set spaces of Japanese text in a Latin font, so that each is an object of its own."""
    path = tmp_path / "spaces.pdf"
    pdfmetrics.registerFont(UnicodeCIDFont(CID_MINCHO))
    canvas = Canvas(str(path), pagesize=(300, 100))
    at = 40.0
    for text, font, advance in (
        ("三枝", CID_MINCHO, 20),
        (" ", "Times-Roman", 2.5),
        ("礼子", CID_MINCHO, 20.5),
        ("総務課", CID_MINCHO, 30),
    ):
        canvas.setFont(font, 10)
        canvas.drawString(at, 50, text)
        at += advance
    canvas.save()
    for page in next(iter(both(path))):
        assert page.chars.text == "三枝礼子総務課"
        assert page.chars.space_before.tolist() == [False, False, True, False, False, False, False]


def test_a_variant_of_an_ideograph_is_one_character(tmp_path: Path) -> None:
    raw = simple(
        content=b"BT /F1 10 Tf 60 60 Td <000100020003> Tj ET",
        font=b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R "
        b"/DescendantFonts [6 0 R] >>",
    )
    raw.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /DW 1000 >>",
        6,
    )
    mapping = b"<0001> <8FBBDB40DD00> <0002> <798FFE00> <0003> <5B50>"
    raw.stream(
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 3 beginbfchar " + mapping + b" endbfchar",
        number=7,
    )
    path = tmp_path / "name.pdf"
    path.write_bytes(bytes(raw))
    (page,) = read_pages(path)
    assert page.chars.text == "辻\U000e0100福子"
    assert page.findings == ()
