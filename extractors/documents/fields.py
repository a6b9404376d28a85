"""What a document says about itself: number, title, dates, offices, addressee, legal basis, references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.documents import words
from extractors.documents.head import MAX_LINES, line_date, read_head
from extractors.documents.model import DocumentFields, DocumentPart, Head
from extractors.documents.numbering import read_marker
from extractors.documents.offices import is_department_line
from extractors.documents.stated import stated_basis, stated_in_form
from extractors.findings import Finding
from extractors.flow import FlowLine
from extractors.geometry import Place
from extractors.profiles import load, plain
from normalizers import japanese_fiscal_year, join_lines, normalize_display, parse_dates
from normalizers.departments import parse_departments
from normalizers.legal import bind_abbreviations, parse_legal
from normalizers.references import parse_document_references

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from extractors.flow import FlowElement
    from normalizers.departments import Department
    from normalizers.legal import LegalReference
    from normalizers.references import DocumentReference

_COUNCIL: Final = re.compile(r"[^\s、。「」()（）]{2,40}?(?:審議会|審査会|協議会|運営会議)")
_PLACE: Final = (
    r"(?:(?<=回)|(?<=年度)|(?<![一-鿿ぁ-んァ-ヶ])|(?<=[ぁ-ん])(?=[一-鿿]))(?!回|年度)"
    r"(?:[一-鿿ヶケ]{1,5}|[ぁ-ん]{2,4}[一-鿿]{0,2}|[一-鿿]{0,2}[ァ-ヶ]{2,5})"
)
"""A place's name, which nothing but a count of meetings, a fiscal year or kana stands before."""

_BODY: Final = rf"(?:{_PLACE}[区市町村都道府県]|(?<![一-鿿])[一-鿿]{{2,20}}(?:広域連合|組合|企業団))"
_NAMED_COUNCIL: Final = re.compile(
    rf"{_BODY}(?:行政)?(?:情報公開|個人情報|情報セキュリティ)[^\s、。「」()（）]{{0,24}}(?:審議会|審査会|運営会議)"
)
_MUNICIPALITY: Final = re.compile(
    r"(?:東京都|北海道|京都府|大阪府|[一-鿿]{2,3}県)?((?:[一-鿿ヶケ]{1,5}?|[ぁ-ん]{2,4}[一-鿿]{0,2}|[ァ-ヶ一-鿿]{1,6}?)[区市町村](?![区市町村民長内]))(?=$|情報|個人|長|行政|教育|議会|[一-鿿])"
)
_OWNER: Final = re.compile(rf"({_PLACE}[区市町村])(?:情報公開|個人情報|行政手続|情報セキュリティ|電子計算)")
_ORDER: Final = re.compile(r"^([一-鿿ヶケ]{1,5}[区市町村])長")
_ITEM_OF_AGENDA: Final = re.compile(
    r"[(（【]?((?:報告|審議|協議|諮問)(?:事項|案件)?)\s*[(（]?[0-9一二三四五六七八九十]{1,2}[)）]?[)）】]?(?:\s*[:：]\s*|\s+)"
)
_DEFINED: Final = re.compile(
    r"([^、。「」()\n]{2,40})[(（](?:[^()（）]{0,60}[、。])?以下[、,]?「([^「」]{1,30})」と(?:いう|する|総称する)"
)
_BASIS: Final = re.compile(
    r"[【〔\[(（〈《■◆●○・]\s*(?:諮問|報告|審議|提供|根拠)?(?:する|の)?根拠(?:法令|条文|条項|規定)?等?\s*[】〕\])）〉》]?\s*[:：]?\s*(?=\S)"
)
"""A label for the provisions at the beginning of a line: 【諮問の根拠】."""

_POINTS_ON: Final = re.compile(
    r"(?:次|以下|下記|下表|別紙|別表)(?:[0-9]{0,2})の(?:とおり|通り)[^。]{0,16}。?$"
)
"""How a sentence ends that introduces what a paper lists."""

FULL: Final = 0.8
"""A line that ends left of this share of the text's width does not go on in the next one."""

_UNFINISHED: Final = ("、", "，", "「", "（", "(", "・")
_BY_RULE: Final = re.compile(
    "(?:条|項|号)(?:の規定)?(?:による|に基づく|により|に基づき)(?:諮問|報告|通知|届出|意見)"
)

_TOPIC: Final = re.compile(
    r"(?!(?:この|その|次の|以下の|下記の?|標記の?|標題の?|別紙の?|上記の?)(?:こと|件|事項|とおり)?に)([^。、]{5,70}?について)、"
)
"""What a letter's sentence begins with, but words that point to what stands elsewhere (このことについて)."""

_PURPOSE: Final = re.compile(
    r"(?:趣旨|主旨|目的|概要|根拠|該当条項|根拠規定|根拠条文|根拠法令)(?:等|について)?$"
)


def read_fields(part: DocumentPart) -> DocumentFields:
    """Read the fields of a document from its cover letter, its head and its text.

    Args:
        part: the stretch of the file that is the document.

    Returns:
        The fields, and findings for what a document of its kind has and this one does not.
    """
    cover = read_head(part.cover, part.width(part.cover[0].page)) if part.cover else Head(())
    head = read_head(part.body, part.width(part.body[0].page)) if part.body else Head(())
    title, subtitle = _title(head)
    cover_title, cover_subtitle = _title(cover)
    if not title:
        title, subtitle = cover_title, cover_subtitle
    letter = cover if cover.lines else head
    opening = join_lines([line.line.text for line in letter.of("sentence")])
    title = title or _stated_title(part) or _spoken_title(opening)
    label = _label(head) or _label(cover) or words.label_behind(title)
    text = "\n".join(_paragraph_text(part.elements))
    lines = "\n".join(normalize_display(line.line.text) for line in part.lines)
    abbreviations = _abbreviations(text)
    taken = {id(one.line) for one in head.lines}
    body = [element for element in part.body if id(element) not in taken]
    kind = label.kind if label else (_agenda_kind(head) or _kind(title, opening, part))
    stated = stated_in_form(part)
    day, raw, received = _dates(head, cover)
    if day is None and (found_day := _form_date(stated)) is not None:
        day, raw = found_day
    running = "\n".join(map(normalize_display, part.running))
    council = _council(cover, head, f"{lines}\n{text}\n{running}")
    found = DocumentFields(
        kind=kind,
        number=label.number if label else None,
        label=label.raw if label else None,
        title=title,
        subtitle=subtitle,
        date=day,
        date_raw=raw,
        received_date=received,
        fiscal_year=japanese_fiscal_year(day) if day else None,
        departments=_departments(head)
        or _departments(cover)
        or parse_departments(
            "\n".join(
                v for key, v in stated if key == "department_words" and is_department_line("".join(v.split()))
            )
        ),
        council=council,
        addressee=_joined(letter.of("addressee")) or None,
        municipality=_municipality(council, cover, head, f"{lines}\n{text}"),
        legal_basis=_legal_basis(
            (_ruled(title), subtitle or "", opening, *stated_basis(part)), body, abbreviations
        ),
        references=_references(text, label),
        abbreviations=abbreviations,
        head=head,
        cover_head=cover,
        opening=opening,
    )
    return _with_findings(found, part)


def _with_findings(fields: DocumentFields, part: DocumentPart) -> DocumentFields:
    place = tuple(Place(e.page, e.box) for e in part.elements[:1])
    findings = []
    if not fields.title:
        findings.append(
            Finding(
                "no_title",
                "warning",
                "No title was found at the head of the document; look at its first page.",
                "",
                place,
            )
        )
    if fields.date is None:
        findings.append(Finding("no_date", "info", "The head of the document bears no date.", "", place))
    return fields if not findings else _replace_findings(fields, tuple(findings))


def _replace_findings(fields: DocumentFields, findings: tuple[Finding, ...]) -> DocumentFields:
    from dataclasses import replace  # noqa: PLC0415 # only here

    return replace(fields, findings=findings)


def _label(head: Head) -> words.Label | None:
    lines = head.of("label", "label_title")
    if lines:
        return words.read_label(lines[0].line.text)
    return next((words.dated_label(line.line.text) for line in head.of("date_label")), None)


def _joined(lines: Iterable[FlowLine]) -> str:
    return normalize_display(join_lines([line.line.text for line in lines]))


def _title(head: Head) -> tuple[str, str | None]:
    """Title and subtitle; a cover's own heading (諮問書) counts only where there is no other title."""
    lines: list[str] = []
    for one in head.lines:
        if one.role == "label_title":
            label = words.read_label(one.line.line.text)
            lines.append(label.rest if label else "")
        elif one.role == "title":
            text = one.line.line.text
            lines.append(words.strip_prefix(text, "title_words") or text)
    proper = [text for text in lines if plain(text) not in words.words("cover_titles")]
    title = _ITEM_OF_AGENDA.sub("", normalize_display(join_lines(proper or lines)))
    subtitle = re.sub(r"^[～~―－‐—-]{1,2}\s*|\s*[～~―－‐—-]{1,2}$", "", _joined(head.of("subtitle")))
    return title, subtitle or None


def _stated_title(part: DocumentPart) -> str:
    """The title of a letter that has its subject below a heading (1 諮問事項) or behind one (件名：…)."""
    lines = part.lines
    for position, line in enumerate(lines[:MAX_LINES]):
        marker = read_marker(line.line.text)
        text = marker.rest if marker else line.line.text.strip()
        if (behind := words.strip_prefix(text, "title_words")) is not None:
            return normalize_display(behind)
        if plain(text) in words.words("title_words"):
            below = []
            for one in lines[position + 1 : position + 6]:
                if read_marker(one.line.text) is not None:
                    break
                below.append(one.line.text)
            return normalize_display(join_lines(below))
    return ""


def _ruled(title: str) -> str:
    """A title that names the provisions itself (条例第8条第2項の規定による諮問について); "" for any other."""
    return title if _BY_RULE.search(title) else ""


def _spoken_title(opening: str) -> str:
    """What a letter without a title asks or reports about: the topic of its sentence (…について、条例第4条の規定により諮問します)."""
    match = _TOPIC.match(normalize_display(opening).strip())
    return match.group(1) if match and words.said_kind(opening) is not None else ""


def _dates(head: Head, cover: Head) -> tuple[dt.date | None, str, dt.date | None]:
    """The paper's date, as printed too, and the date of the letter that it came with."""
    own, letter = _date(head), _date(cover)
    if own is not None:
        return own[0], own[1], letter[0] if letter else None
    if letter is not None:
        return letter[0], letter[1], letter[0]
    return None, "", None


def _form_date(stated: Iterable[tuple[str, str]]) -> tuple[dt.date, str] | None:
    days = (line_date(value) for key, value in stated if key == "date_words")
    return next((day for day in days if day is not None), None)


def _date(head: Head) -> tuple[dt.date, str] | None:
    for one in head.lines:
        if one.role == "date":
            return line_date(one.line.line.text)
        if one.role in {"date_department", "date_label"}:
            span = parse_dates(one.line.line.text).spans[0]
            if span.start is not None:
                return span.start, span.raw
    return None


def _departments(head: Head) -> tuple[Department, ...]:
    lines = []
    for one in head.lines:
        text = one.line.line.text
        if one.role == "department":
            lines.append(words.strip_prefix(text, "department_words") or text)
        elif one.role == "date_department":
            lines.append(text[parse_dates(text).spans[0].stop :].strip(" 　、"))
    return parse_departments("\n".join(lines)) if lines else ()


def _council(cover: Head, head: Head, text: str) -> str | None:
    for lines in (cover.of("addressee", "council"), head.of("addressee", "council")):
        for line in lines:
            if match := _COUNCIL.match(plain(line.line.text)):
                return match.group()
    match = _NAMED_COUNCIL.search(text)
    return match.group() if match else None


def body_of(council: str) -> str | None:
    """The ward, city, prefecture or union that a council's name begins with; None where it names none."""
    match = re.match(rf"({_BODY})(?:行政)?(?:情報|個人)", council)
    return match.group(1) if match else None


def _municipality(council: str | None, cover: Head, head: Head, text: str) -> str | None:
    """The ward or city, from the council's or the sender's name, or else from the ordinance that the text names first."""
    if council and (match := _MUNICIPALITY.match(council)):
        return match.group(1)
    for line in (*cover.of("sender", "addressee"), *head.of("sender", "addressee")):
        if match := _ORDER.search(plain(line.line.text)):
            return match.group(1)
    match = _OWNER.search(text)
    return match.group(1) if match else None


def _agenda_kind(head: Head) -> str | None:
    """Kind of a paper that its title or a mark above it calls an item of the agenda: 報告事項２."""
    for line in head.of("mark", "title"):
        match = _ITEM_OF_AGENDA.match(f"{normalize_display(line.line.text).strip()} ")
        if match is not None:
            return next((k["name"] for k in load("documents")["kind"] if match.group(1) in k["label"]), None)
    return None


def _kind(title: str, opening: str, part: DocumentPart) -> str:
    """Kind of a paper without number: by its title, the letter's sentence, or what its first page says it does."""
    if named := words.titled_kind(title) or words.said_kind(opening):
        return named
    first = part.body[0].page if part.body else part.page_first
    sentences = "".join(_paragraph_text(e for e in part.body if e.page == first))
    return words.said_kind(sentences) or "その他"


def _paragraph_text(elements: Iterable[object]) -> list[str]:
    """The running text of elements as one string for each paragraph-like run, wrapped lines joined.

    A run ends with a sentence, before a mark set apart from its text, and behind a line that stops well before the margin: a heading or a signature.
    """
    runs: list[list[str]] = [[]]
    found = list(elements)
    right = max((e.box.x1 for e in found if isinstance(e, FlowLine)), default=0.0)
    left = min((e.box.x0 for e in found if isinstance(e, FlowLine)), default=0.0)
    for element in found:
        if not isinstance(element, FlowLine):
            runs.append([])
            continue
        text = element.line.text
        marker = read_marker(text)
        if marker is not None and marker.is_apart:
            runs.append([])
        runs[-1].append(text)
        is_short = element.box.x1 < left + FULL * (right - left)
        if text.rstrip().endswith("。") or (is_short and not text.rstrip().endswith(_UNFINISHED)):
            runs.append([])
    return [join_lines(run) for run in runs if run]


def _abbreviations(text: str) -> dict[str, str]:
    """Short names defined in the text: of laws, and of parties and systems (公立共済)."""
    bound = {m.group(2): _defined_name(m.group(1)) for m in _DEFINED.finditer(text)}
    return {short: full for short, full in bound.items() if full and full != short} | bind_abbreviations(text)


def _defined_name(words_before: str) -> str:
    """The noun at the end of the words before a definition: what follows the last particle."""
    name = re.split(
        r"(?<=[をはがへに])|(?<=から)|(?<=まで)|(?<=より)|(?<=による)|(?<=という)|(?<=した)|(?<=する)|(?<=である)|(?<=ている)",
        words_before.strip(),
    )[-1]
    return name.strip("」「 　")


def _legal_basis(
    said: Sequence[str], body: Sequence[FlowElement], known: dict[str, str]
) -> tuple[LegalReference, ...]:
    """The provisions under which the paper is put to the council: in its subtitle, its letter, its 趣旨."""
    texts = [*said, *_purposes(body)]
    found: dict[tuple[str | None, int | None, int | None, int | None, int | None], LegalReference] = {}
    for text in texts:
        for one in parse_legal(text, known):
            if one.article is not None and one.law is not None:
                found.setdefault((one.law, one.article, one.branch, one.paragraph, one.item), one)
    return tuple(found.values())


def _purposes(elements: Sequence[object]) -> list[str]:
    """Text under headings such as 諮問の趣旨, and sentences that say under which rule the paper is put forward."""
    texts = []
    in_purpose = False
    for run in _paragraph_text(elements):
        marker = read_marker(run)
        if labelled := _BASIS.match(normalize_display(run)):
            texts.append(run[labelled.end() :])
        if marker is not None and not run.rstrip().endswith("。"):
            in_purpose = (
                _PURPOSE.search(plain(re.split(r"[:：\s]", marker.rest)[0])) is not None
                or _PURPOSE.search(plain(marker.rest)) is not None
            )
        if in_purpose or (
            re.search("規定|基づ|より|該当", run)
            and (words.said_kind(run[-40:]) is not None or (marker is None and _POINTS_ON.search(run)))
        ):
            texts.append(run)
    return texts


def _references(text: str, label: words.Label | None) -> tuple[DocumentReference, ...]:
    own = (label.kind, label.number) if label else None
    found: dict[tuple[str, int], DocumentReference] = {}
    for one in parse_document_references(text):
        if (one.kind, one.number) != own:
            found.setdefault((one.kind, one.number), one)
    return tuple(found.values())


def kinds() -> tuple[str, ...]:
    """The kinds of papers that the profile knows."""
    return tuple(str(kind["name"]) for kind in load("documents")["kind"])
