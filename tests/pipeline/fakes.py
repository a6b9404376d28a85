"""An entry point that makes real `Extraction` values out of tiny text files, so that thousands of files cost little.

A file holds one JSON object: how much to make of it, or how to misbehave.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

from extractors.errors import EncryptedError
from extractors.findings import Finding
from extractors.geometry import BBox, Place, Span
from extractors.model import Audit, Case, Cell, Document, Extraction, Item, Period, Section, Table
from extractors.pages import FileInfo

if TYPE_CHECKING:
    from pathlib import Path

NAME = "tests.pipeline.fakes:extract"


def write_fake(path: Path, **wanted: object) -> Path:
    """A file for `extract`; equal arguments and names give equal bytes, so pass a `seed` to tell files apart."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(wanted, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    return path


def span(page: int = 1, top: float = 100.0) -> Span:
    return (Place(page, BBox(50.0, top, 500.0, top + 12.0)),)


def extract(path: Path, *, reader: str = "pdfium", processes: int = 1) -> Extraction:  # noqa: ARG001 - workers pass it
    wanted = json.loads(path.read_text(encoding="utf-8"))
    time.sleep(wanted.get("sleep", 0.0))
    match wanted.get("trouble"):
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(7)
        case "loop":
            while True:
                pass
        case "memory":
            hoard = [bytearray(64 * 2**20) for _ in range(1000)]
            return extract(path, reader=str(len(hoard)))
        case "recursion":
            return extract(path, reader=reader)
        case "bug":
            raise KeyError("x")
        case "encrypted":
            raise EncryptedError("A password is needed to open it; save a copy without one.")
        case "print":
            sys.stdout.write("a library that prints")
    return Extraction(FileInfo(wanted.get("pages", 1), producer="fake"), (document(wanted),))


def document(wanted: dict[str, object]) -> Document:
    cases = tuple(case(number, int(wanted.get("items", 2))) for number in range(int(wanted.get("cases", 2))))
    return Document(
        ordinal=0,
        page_first=1,
        page_last=int(wanted.get("pages", 1)),
        kind=str(wanted.get("kind", "報告")),
        number=12,
        label="報告第12号",
        title=str(wanted.get("title", f"見本 {wanted.get('seed')}")),
        subtitle=None,
        date=date.fromisoformat(str(wanted.get("date", "2024-05-01"))),
        date_raw="令和6年5月1日",
        received_date=None,
        fiscal_year=2024,
        departments=(),
        council=None,
        addressee=None,
        legal_basis=(),
        references=(),
        text_source="text",
        sections=(
            Section(0, None, 1, "第1", "概要", "本文", "本文", (), span()),
            Section(1, 0, 2, "1", "内容", "第1のとおり", "本文", (0,), span(top=120)),
        ),
        tables=(table(),),
        cases=cases,
        audits=(Audit("row_count", "（2件）", 2, len(cases), len(cases) == 2, span(), 0),),
        findings=(Finding("doubtful", "warning", "Something to look at.", "12", span(top=200)),),
    )


def table() -> Table:
    cells = (
        Cell(-1, 0, 1, 1, "番号", ("番号",), span()),
        Cell(-1, 1, 1, 1, "件数", ("件数",), span()),
        Cell(0, 0, 1, 1, "1", ("1",), span(top=120), 1.0),
        Cell(0, 1, 1, 1, "12件", ("12件",), span(top=120), 12.0, "件"),
    )
    return Table(("番号", "件数"), (("1", "12件"),), cells, (span(top=120),), span(), 2, kind="case_list")


def case(number: int, items: int) -> Case:
    return Case(
        ordinal=number,
        origin="table_row",
        case_type="outsourcing",
        attributes={"番号": str(number + 1), "=HYPERLINK(1)": "../x\x1b[31m"},
        span=span(top=200 + number),
        row_number=number + 1,
        title=f"見本の業務{number + 1}",
        period=Period(
            "令和6年4月1日から", date(2024, 4, 1), "day", None, None, is_ongoing=True, is_provisional=False
        ),
        items=tuple(
            Item(n, "生年月日（西暦）", ("本人",), "生年月日", "西暦", is_open_ended=False, span=span())
            for n in range(items)
        ),
        table=0,
        findings=("doubtful",),
    )
