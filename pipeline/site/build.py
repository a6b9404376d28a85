"""Writing the review site: a folder of static pages that works without a server and without a network."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.dictionary import dictionary, value_names
from pipeline.dictionary.findings import by_code
from pipeline.errors import UsageError
from pipeline.exports.files import make_folder
from pipeline.quality import quality_report
from pipeline.schema import DATASETS
from pipeline.site.case_page import case_view, is_about, pages_of, sheet_maker
from pipeline.site.crops import example_of
from pipeline.site.data import Data
from pipeline.site.names import file_name
from pipeline.site.payload import cases_script, heading
from pipeline.site.pictures import Wanted, make_pictures
from pipeline.site.places import TableCells
from pipeline.site.render import write_page, write_text
from pipeline.versions import Versions

if TYPE_CHECKING:
    from pipeline.quality import Report
    from pipeline.site.data import Row

MARKER = ".shingikai-site"
"""A file that says that a folder was made here, and that what does not belong to the site may be taken out of it."""

_STATIC = Path(__file__).parent / "static"
_LAST_RUNS = 30
_SHOWN_FINDINGS = 500
_SHOWN_CHANGES = 50
_BESIDE = ("page_sizes", "extractor_version")
"""Columns of `documents` that its page does not show."""


class Pictures(StrEnum):
    """Which pages get a picture."""

    marked = "marked"
    all = "all"
    none = "none"


@dataclass(frozen=True, slots=True)
class Site:
    """What was written.

    Attributes:
        folder: of the site.
        cases: number of pages of cases.
        documents: number of pages of documents.
        pictures: number of pictures of pages.
        trouble: files of which there are no pictures.
        report: the quality report that is part of it.
    """

    folder: Path
    cases: int
    documents: int
    pictures: int
    trouble: tuple[str, ...]
    report: Report


def write_site(out: Path, raw: Path, folder: Path, *, pictures: Pictures, workers: int) -> Site:
    """Write the site; what is there already and says the same is left alone.

    Args:
        out: the output folder of the pipeline.
        raw: the folder with the PDFs.
        folder: to write to.
        pictures: which pages get a picture.
        workers: processes that make pictures.

    Raises:
        UsageError: nothing was published, or the folder holds something else.
        OSError: the disk is full or the folder cannot be written to.
    """
    data = Data(out)
    _claim(folder)
    builder = _Builder(data, out, raw, folder)
    builder.make_pictures(pictures, workers)
    builder.write()
    builder.sweep()
    return Site(
        folder,
        data.table("cases").num_rows,
        data.table("documents").num_rows,
        len(builder.pictures),
        tuple(sorted(builder.trouble_paths)),
        builder.report,
    )


def write_assets(out: Path, raw: Path, folder: Path) -> None:
    """Write the site without the pages of documents and cases: what all of them share, and the overviews."""
    _claim(folder)
    _Builder(Data(out), out, raw, folder).write_overviews()


def _claim(folder: Path) -> None:
    """Make sure that the folder is new, empty, or an earlier site."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise UsageError(f"{folder}: there are other files in it; choose a new or empty folder with --site")
    make_folder(folder)
    (folder / MARKER).touch()


class _Builder:
    """One build: rows by document and case, and the files written so far."""

    def __init__(self, data: Data, out: Path, raw: Path, folder: Path) -> None:
        self.data, self.publish, self.raw, self.folder = data, Versions(out).current(), raw, folder
        self.documents: list[Row] = list(data.rows("documents"))
        self.by_document = {name: data.by(name, "document_id") for name in _BY_DOCUMENT}
        self.findings = list(data.rows("findings"))
        self.findings_of: dict[str | None, list[Row]] = defaultdict(list)
        self.by_path: dict[str, list[Row]] = defaultdict(list)
        for document in self.documents:
            self.by_path[document["source_path"]].append(document)
        self.cells = data.by("cells", "table_id")
        self.agenda = data.by("agenda_items", "meeting_id")
        self.utterances = data.by("utterances", "meeting_id")
        self.report = quality_report(out, data)
        self.pictures: set[str] = set()
        self.trouble: dict[str, str] = {}
        self.written: set[Path] = {folder / MARKER}
        for document in self.documents:
            document["file"] = file_name(document["document_id"])
        for finding in self.findings:
            finding["document_id"] = self._document_of(finding)
            self.findings_of[finding["document_id"]].append(finding)
        # A label that several documents bear names none of them.
        borne = Counter(d["label"] for d in self.documents)
        self.labels = {d["label"]: d["file"] for d in self.documents if d["label"] and borne[d["label"]] == 1}
        self.decided = self._decided()

    def _document_of(self, finding: Row) -> str | None:
        """The document that a finding is about; of one about a whole file, the one whose page it stands on."""
        if finding["document_id"] is not None:
            return str(finding["document_id"])
        page = finding["span"][0]["page"] if finding["span"] else 0
        inside = (d for d in self.by_path.get(finding["source_path"], ()) if page <= d["page_last"])
        return next((str(d["document_id"]) for d in inside), None)

    def _decided(self) -> dict[str, list[Row]]:
        """For each label that an agenda names: the agenda items about it, with their meeting and its page."""
        decided: dict[str, list[Row]] = defaultdict(list)
        for document in self.documents:
            for meeting in self.by_document["meetings"][document["document_id"]]:
                for item in self.agenda[meeting["meeting_id"]]:
                    for label in item["refers"] or ():
                        decided[label].append({**item, "meeting": meeting, "file": document["file"]})
        return decided

    @property
    def trouble_paths(self) -> set[str]:
        """Files of which there are no pictures."""
        return {d["source_path"] for d in self.documents if d["source_sha256"] in self.trouble}

    def make_pictures(self, which: Pictures, workers: int) -> None:
        """Make the pictures that are wanted."""
        pages: dict[tuple[str, str], set[int]] = defaultdict(set)
        if which is not Pictures.none:
            for document in self.documents:
                pages[document["source_path"], document["source_sha256"]] |= self._pages(document, which)
        wanted = [Wanted(self.raw / path, sha, frozenset(numbers)) for (path, sha), numbers in pages.items()]
        self.trouble = make_pictures(wanted, self.folder / "pages", workers)
        names = {file.name(page) for file in wanted for page in file.pages}
        self.pictures = {name for name in names if (self.folder / "pages" / name).exists()}
        self.written |= {self.folder / "pages" / name for name in self.pictures}

    def _pages(self, document: Row, which: Pictures) -> set[int]:
        if which is Pictures.all:
            return set(range(document["page_first"], document["page_last"] + 1))
        key = document["document_id"]
        marked = (self.findings_of[key], *(self.by_document[name][key] for name in _MARKED))
        return set().union(*map(pages_of, marked))

    def write(self) -> None:
        """Write all pages."""
        self.write_overviews()
        for document in self.documents:
            self._document(document)

    def write_overviews(self) -> None:
        """Write what is not about a single document or case."""
        for path in sorted(_STATIC.iterdir()):
            self._text(f"assets/{path.name}", path.read_text(encoding="utf-8"))
        self._text("data/cases.js", cases_script(self.data))
        self._index()
        self._page("cases.html", "cases.html", here="cases")
        self._findings()
        self._quality()
        self._dictionary()

    def sweep(self) -> None:
        """Take away what an earlier build left and this one has no use for."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in self.written:
                path.unlink()

    def _text(self, name: str, content: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        write_text(path, content)
        self.written.add(path)

    def _page(self, name: str, template: str, **values: Any) -> None:  # noqa: ANN401 - whatever the template needs
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        root = "../" if "/" in name else ""
        write_page(path, template, root=root, publish=self.publish, **{"here": "", **values})
        self.written.add(path)

    def _index(self) -> None:
        audits: dict[str, Counter[bool]] = defaultdict(Counter)
        for audit in self.data.rows("audits"):
            audits[audit["document_id"]][audit["agrees"]] += 1
        rows = [
            {
                **document,
                "audits": audits[document["document_id"]].total(),
                "agreed": audits[document["document_id"]][True],
            }
            for document in self.documents
        ]
        types = Counter(self.data.table("cases").column("case_type").to_pylist()).most_common()
        most = max((number for _, number in types), default=1)
        tiles = [
            ("documents", len(rows), "#documents"),
            ("cases", self.data.table("cases").num_rows, "cases.html"),
            ("items", self.data.table("items").num_rows, "cases.html"),
            ("findings", self.data.table("findings").num_rows, "findings.html"),
        ]
        self._page(
            "index.html",
            "index.html",
            here="index",
            tiles=tiles,
            audits=sum(row["audits"] for row in rows),
            agreed=sum(row["agreed"] for row in rows),
            types=[(code, number, round(100 * number / most, 1)) for code, number in types],
            documents=sorted(rows, key=lambda d: (str(d["date"] or ""), d["source_path"]), reverse=True),
            failed=self._failed(),
            runs=list(self.data.rows("runs"))[: -_LAST_RUNS - 1 : -1],
        )

    def _failed(self) -> list[Row]:
        """Errors of files that gave no document."""
        return [finding for finding in self.findings_of[None] if finding["severity"] == "error"]

    def _findings(self) -> None:
        for finding in self.findings:
            case, document = finding["case_id"], finding["document_id"]
            finding["case_file"] = file_name(case) if case else ""
            finding["document_file"] = file_name(document) if document else ""
            finding["page"] = finding["span"][0]["page"] if finding["span"] else None
        groups, codes = [], Counter[str]()
        for code, severity, found in by_code(self.findings):
            codes[code] += len(found)
            shown = found[:_SHOWN_FINDINGS]
            groups.append({"code": code, "severity": severity, "count": len(found), "shown": shown})
        names = {d["document_id"]: d for d in self.documents}
        disagreeing = [
            {
                **a,
                "file": file_name(a["document_id"]),
                "label": _called(names[a["document_id"]]),
                "page": a["span"][0]["page"] if a["span"] else "",
            }
            for a in self.data.rows("audits")
            if not a["agrees"]
        ]
        self._page(
            "findings.html",
            "findings.html",
            here="findings",
            total=len(self.findings),
            groups=groups,
            codes=codes,
            severities=value_names("findings", "severity"),
            disagreeing=disagreeing,
        )

    def _quality(self) -> None:
        sheets = {d["document_id"]: sheet_maker(d, self.trouble, self.pictures) for d in self.documents}
        examples = {
            (group.code, group.severity): [
                example_of(row, sheets.get(self._document_of(row))) for row in group.examples
            ]
            for group in self.report.codes
        }
        changed = {key for c in self.report.changes if c.dataset == "cases" for key in (*c.added, *c.changed)}
        cases = [
            {"file": file_name(case["case_id"]), "heading": heading(case)}
            for case in self.data.rows("cases")
            if case["case_id"] in changed
        ]
        self._page(
            "quality.html",
            "quality.html",
            here="quality",
            report=self.report,
            totals=self.report.totals,
            severities=value_names("findings", "severity"),
            examples=examples,
            changed_cases=cases[:_SHOWN_CHANGES],
        )

    def _dictionary(self) -> None:
        counts = {name: self.data.table(name).num_rows for name in DATASETS}
        self._page(
            "dictionary.html",
            "dictionary.html",
            here="dictionary",
            datasets=list(dictionary().values()),
            row_counts=counts,
        )

    def _document(self, document: Row) -> None:
        rows = {name: grouped[document["document_id"]] for name, grouped in self.by_document.items()}
        rows["findings"] = self.findings_of[document["document_id"]]
        cases = [
            {**case, "file": file_name(case["case_id"]), "heading": heading(case)} for case in rows["cases"]
        ]
        hidden = (*_BESIDE, "file")
        self._page(
            f"documents/{document['file']}.html",
            "document.html",
            document=document,
            cases=cases,
            meetings=[self._meeting(meeting) for meeting in rows["meetings"]],
            labels=self.labels,
            findings=rows["findings"],
            audits=rows["audits"],
            tables=rows["tables"],
            sections=rows["sections"],
            fields=[(n, v) for n, v in document.items() if n not in hidden and v not in (None, "", [])],
        )
        items: dict[str, list[Row]] = defaultdict(list)
        for item in rows["items"]:
            items[item["case_id"]].append(item)
        cells = {t["table_id"]: TableCells(self.cells[t["table_id"]]) for t in rows["tables"]}
        for number, case in enumerate(cases):
            case["cells"] = cells.get(case["table_id"])
            case["items"] = items[case["case_id"]]
            self._case(document, case, rows, _neighbours(cases, number))

    def _case(self, document: Row, case: Row, rows: dict[str, list[Row]], beside: tuple[str, str]) -> None:
        before, after = beside
        new_sheet = sheet_maker(document, self.trouble, self.pictures)
        self._page(
            f"cases/{case['file']}.html",
            "case.html",
            document=document,
            case=case,
            heading=case["heading"],
            before=before,
            after=after,
            findings=[f for f in rows["findings"] if is_about(f, case)],
            document_findings=len(rows["findings"]),
            audits=[a for a in rows["audits"] if a["table_id"] in (None, case["table_id"])],
            decisions=self.decided.get(document["label"], []),
            **case_view(case, case["items"], case["cells"], rows["sections"], new_sheet),
        )

    def _meeting(self, meeting: Row) -> Row:
        key = meeting["meeting_id"]
        return {**meeting, "agenda": self.agenda[key], "utterances": self.utterances[key]}


_BY_DOCUMENT = ("cases", "items", "tables", "sections", "meetings", "audits")
_MARKED = ("cases", "items", "audits")


def _neighbours(cases: list[Row], number: int) -> tuple[str, str]:
    before = cases[number - 1]["file"] if number else ""
    return before, cases[number + 1]["file"] if number + 1 < len(cases) else ""


def _called(document: Row) -> str:
    return str(document["label"] or document["title"] or document["source_path"])
