"""Counts in prose: the count of a case, its breakdown, and whether the breakdown adds up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extractors.cases.fields import count_at_end
from extractors.model import Audit, LabelledCount, Quantity
from extractors.profiles import plain, words
from extractors.prose.profile import section
from normalizers import normalize_comparison, parse_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.geometry import Span
    from extractors.prose.units import Entry, Unit
    from normalizers import Count

_NO_UNITS: Final = frozenset(
    {
        "科目",
        "種類",
        "項目",
        "箱",
        "回",
        "年",
        "月",
        "日",
        "か月",
        "円",
        "類型",
        "課",
        "学年",
        "学級",
        "クラス",
        "班",
        "事業",
        "業務",
        "施設",
        "校",
        "園",
        "所",
        "か所",
        "台",
        "部",
    }
)
"""Units that say how many of something else; they are the count of a case only where nothing else is."""

_TOTAL: Final = re.compile(
    "合計|総計|総数|総件数|全体|延べ|のべ|^計|(?<![統設集推会時家])計(?=$|約?[0-9０-９])"
)
_BRACKET: Final = re.compile(r"[（(][^（）()]*[)）]")
_OPERATOR: Final = re.compile(r"[×*＊✕xX＋+－−-]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed statement of a count."""

    text: str
    counts: tuple[Count, ...]
    label: str
    is_total: bool
    is_breakdown: bool


def read_quantity(entry: Entry, span: Span) -> tuple[Quantity, tuple[Audit, ...]]:
    """The count that a section states, with its breakdown and what the breakdown adds up to.

    Args:
        entry: the section (件数).
        span: where it stands.

    Returns:
        The count, and an audit of kind `breakdown` where parts are printed that must add up to it.
    """
    lines = [line for unit in entry.statements for line in _read_lines(unit, entry.heading)]
    parts = [*_inline_parts(entry), *_table_parts(entry)]
    main = _main(lines, has_parts=bool(parts)) or _table_total(entry)
    if main is not None and not parts:
        parts = _bracket_parts(main)
    if main is not None and not parts and len(groups := _groups(main)) >= 2:
        return Quantity(raw=entry.text, breakdown=tuple(groups)), ()
    labelled = [
        line
        for line in lines
        if line.counts and line is not main and not (line.is_total or line.is_breakdown)
    ]
    if not parts:
        parts = [_labelled(line.label, count) for line in labelled for count in _outside(line)[:1]]
    quantity = _quantity(entry.text, main, parts)
    return quantity, tuple(_audits(entry, quantity, parts, main, span))


def count_of_subjects(entry: Entry) -> Quantity | None:
    """How many the persons concerned are, where the words for them end with it: …を除く者（約1,200人）; None where they do not."""
    found = (count_at_end(unit.text) for unit in entry.statements)
    return next((quantity for quantity in found if quantity is not None), None)


def _quantity(raw: str, line: _Line | None, parts: Sequence[LabelledCount]) -> Quantity:
    if line is None:
        return Quantity(raw=raw, breakdown=tuple(parts))
    count = _chosen(line)
    return Quantity(raw, count.min, count.max, count.unit, count.period, count.is_approximate, tuple(parts))


def _read_lines(unit: Unit, heading: str) -> Iterator[_Line]:
    breakdown = "|".join(map(re.escape, section("answers")["breakdown"]))
    for text in unit.text.split("\n"):
        head = f"{heading}\n"
        shift = len(head)
        counts = tuple(c for c in parse_counts(head + text) if c.begin >= shift)
        label = _label(text, counts[0].begin - shift) if counts else plain(text)
        if counts and unit.path and not label:
            label = _label(unit.path[-1], len(unit.path[-1]))  # ①　受講者　30人: the heading of the number
        is_breakdown = re.match(rf"[(（\[【]?(?:の?{breakdown})", plain(text)) is not None
        spoken = plain(label + (counts[0].raw if counts else ""))
        whole = plain(_BRACKET.sub("", text))
        is_total = any(_TOTAL.search(one) for one in (spoken, whole)) and not is_breakdown
        yield _Line(head + text, counts, label, is_total, is_breakdown)


def _label(text: str, stop: int) -> str:
    """What a count is said of: the words before it, without marks and filler."""
    said = re.sub(r"[\s　]+", "", text[: max(stop, 0)])
    said = re.sub(r"^(?:[(（]?[0-9０-９]{1,2}[)）.．]|[・○①-⑳※])+|[：:、，…・\-—―（(]+$", "", said)
    return re.sub(r"(?:は|が|で|を|について)$", "", said)


def _outside(line: _Line) -> list[Count]:
    """Counts of a line that do not stand in round brackets."""
    hidden = [m.span() for m in _BRACKET.finditer(line.text)]
    free = [c for c in line.counts if not any(b < c.begin and c.stop < e + 1 for b, e in hidden)]
    return free or list(line.counts)


def _chosen(line: _Line) -> Count:
    """The count of a line that counts cases or persons; behind the word for a total where it has one."""
    free = _outside(line)
    if line.is_total or _TOTAL.search(line.text):
        place = max(line.text.rfind(word) for word in section("answers")["total"])
        behind = [c for c in free if c.stop > place >= 0]
        free = behind or free
    proper = [c for c in free if c.unit not in _NO_UNITS]
    return (proper or free)[0]


def _main(lines: Sequence[_Line], *, has_parts: bool) -> _Line | None:
    """The line that states the whole: a total, or the only line, or one without a label above those with one."""
    counted = [line for line in lines if line.counts and not line.is_breakdown]
    if not counted:
        return None
    for line in counted:
        if line.is_total or re.search("合計で|総数", line.text):
            return line
    if len(counted) == 1 or has_parts:
        return counted[0]
    return counted[0] if not counted[0].label or _is_filler(counted[0].label) else None


def _is_filler(label: str) -> bool:
    return (
        re.fullmatch(
            r"(?:年間|月間|毎年|毎月|約|およそ|概ね|延べ|のべ|最大|対象者数?|対象件数|件数|人数|見込み?|予定|年|月|1年間?(?:あたり|当たり)?|[(（].*[)）])*",
            label,
        )
        is not None
    )


def _labelled(label: str, count: Count) -> LabelledCount:
    return LabelledCount(label, count.min, count.max, count.unit, count.raw)


def _inline_parts(entry: Entry) -> Iterator[LabelledCount]:
    """Parts printed behind 内訳: （内訳：窓口 600件、郵送 400件）."""
    names = "|".join(map(re.escape, section("answers")["breakdown"]))
    for unit in entry.statements:
        match = re.search(rf"[(（\[【]?\s*(?:の)?(?:{names})\s*[)）\]】：:]?\s*", unit.text)
        if match is None or _OPERATOR.search(unit.text[match.end() :].replace("-", "")):
            continue
        rest = unit.text[match.end() :]
        found = parse_counts(rest)
        at = 0
        for count in found:
            yield _labelled(_label(rest[at:], count.begin - at).lstrip("、，,"), count)
            at = count.stop


def _groups(line: _Line) -> list[LabelledCount]:
    """Counts of different groups on one line, each with a label of its own: 令和4年度：200件、令和5年度：400件."""
    found: list[LabelledCount] = []
    at = line.text.find("\n") + 1  # a total of a table has no heading above it
    for count in _outside(line):
        label = _label(line.text[at : count.begin], count.begin - at).lstrip("、，,")
        if not label or _is_filler(label) or line.is_total:
            return []
        found.append(_labelled(label, count))
        at = count.stop
    return found


def _bracket_parts(line: _Line) -> list[LabelledCount]:
    """Parts in the bracket behind the whole: 400件（利用者250件、家族150件）; at least two of its own unit, each with a label."""
    whole = _chosen(line)
    match = _BRACKET.match(line.text, whole.stop)
    if match is None:
        return []
    found: list[LabelledCount] = []
    at = match.start() + 1
    for count in parse_counts(line.text[match.start() + 1 : match.end() - 1]):
        begin, stop = count.begin + match.start() + 1, count.stop + match.start() + 1
        label = _label(line.text[at:begin], begin - at).lstrip("、，,")
        if label and count.unit == whole.unit:
            found.append(_labelled(label, count))
        at = stop
    return found if len(found) >= 2 else []


def _table_parts(entry: Entry) -> Iterator[LabelledCount]:
    """Rows of a table that stands in the section: what is counted, and how many; the total row is none of them."""
    totals = words("prose", "answers", "total")
    for unit in entry.units:
        if unit.table is None:
            continue
        for row in unit.table.table.rows:
            cells = list(dict.fromkeys(cell for cell in row if cell.strip()))
            if len(cells) > 3 or sum(bool(parse_counts(cell)) for cell in cells) != 1:
                continue
            counted = [(cell, parse_counts(cell)) for cell in cells]
            number = next((c[0] for _, c in reversed(counted) if c and c[0].min is not None), None)
            label = next(
                (
                    cell
                    for cell, c in counted
                    if not c or (c[0].unit is None and not re.search("[0-9０-９]", cell))
                ),
                "",
            )
            if number is not None and label and plain(label) not in totals:
                yield _labelled(label.replace("\n", ""), number)


def _table_total(entry: Entry) -> _Line | None:
    """The total row of a table that stands in the section, as a line."""
    totals = words("prose", "answers", "total")
    for table in (unit.table.table for unit in entry.units if unit.table is not None):
        for label, *cells in table.rows:
            if plain(label) in totals and (chosen := _total_cell(table.header[1:], cells)) is not None:
                return _Line(chosen, parse_counts(chosen), label, is_total=True, is_breakdown=False)
    return None


def _total_cell(header: Sequence[str], cells: Sequence[str]) -> str | None:
    """The cell of a total row that says how many there are in all: the last, or that of the one column of a number (件数).

    None where several columns are counted and the last is not said to be their sum: 請求, 取下げ.
    """
    counted = [(k, found[0]) for k, cell in enumerate(cells) if len(found := parse_counts(cell)) == 1]
    if not counted:
        return None
    names = [plain(name).rsplit("/", 1)[-1] for name in header] or [""] * len(cells)
    *others, (last, count) = counted
    is_sum = bool(others) and sum(one.min or 0 for _, one in others) == count.min
    if last == len(cells) - 1 and (not others or is_sum or names[last] in words("prose", "answers", "total")):
        return cells[last]
    numbers = [k for k, _ in counted if names[k].endswith("数")]
    return cells[numbers[0]] if len(numbers) == 1 else None


def _audits(
    entry: Entry, quantity: Quantity, parts: Sequence[LabelledCount], main: _Line | None, span: Span
) -> Iterator[Audit]:
    stated = quantity.min
    if stated is None or main is None:
        return
    for unit in entry.statements:
        for text in unit.text.split("\n"):
            result = evaluate(text)
            if result is not None:
                yield _audit(text.strip(), stated, result, span, about=quantity.is_approximate is True)
                return
    same = [p for p in parts if p.unit == quantity.unit and p.min is not None]
    if len(same) >= 2 and len(same) == len(parts):
        found = sum(p.min or 0 for p in same)
        if found != stated and not (main.is_total or "内訳" in entry.text):
            return  # parts that are not said to be all of it: うち, years, examples
        statement = f"{_chosen(main).raw} = " + " + ".join(p.raw for p in same)
        yield _audit(statement, stated, found, span, about=quantity.is_approximate is True)


def _audit(statement: str, stated: int, found: int, span: Span, *, about: bool) -> Audit:
    return Audit(
        "breakdown", statement, stated, found, stated == found or (about and _rounds_to(found, stated)), span
    )


def _rounds_to(found: int, stated: int) -> bool:
    """Whether a rounded statement (約2万) is what the exact number comes to in its own precision."""
    step = 1
    while stated and stated % (step * 10) == 0:
        step *= 10
    return abs(found - stated) * 2 <= step


# -- arithmetic ----------------------------------------------------------------------------------------------------------


def evaluate(text: str) -> int | None:
    """The value of a breakdown that is printed as arithmetic; None if the text is none.

    >>> evaluate("（内訳）13,150人×（12＋1）＋8,200人×3")
    195550
    >>> evaluate("職員数（50人程度）×（給与月数【12回分】+支給回数【6月、12月、3月の3回分】）")
    750
    """
    form = normalize_comparison(text)
    form = re.sub(r"^.*?(?:内訳|算出根拠|積算)[)\]】:]*", "", form)
    if len(form) > 400 or not re.search(r"[×*✕]", form):
        return None
    expression, _, _ = form.partition("=")
    parser = _Parser(expression.replace("✕", "×").replace("*", "×"))
    return parser.result()


class _Parser:
    """Reads sums and products whose operands are counts with words about them, in any brackets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def result(self) -> int | None:
        """The value, or None where the text does not read as arithmetic to its end."""
        value = self._sum()
        return value if value is not None and self.at >= len(self.text.rstrip("。)]】")) else None

    def _sum(self) -> int | None:
        total = self._product()
        while total is not None and self.at < len(self.text) and self.text[self.at] in "+-":
            sign = 1 if self.text[self.at] == "+" else -1
            self.at += 1
            following = self._product()
            total = None if following is None else total + sign * following
        return total

    def _product(self) -> int | None:
        total = self._operand()
        while total is not None and self.at < len(self.text) and self.text[self.at] == "×":
            self.at += 1
            following = self._operand()
            total = None if following is None else total * following
        return total

    def _operand(self) -> int | None:
        """A count with words about it, or words and a bracket that holds the value."""
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] not in "+-×()[]【】":
            self.at += 1
        own = _value(self.text[begin : self.at])
        inner: list[int | None] = []
        while self.at < len(self.text) and self.text[self.at] in "([【" and self.depth < 20:
            self.at += 1
            self.depth += 1
            start = self.at
            value = self._sum()
            if value is None:
                self.at = _closing(self.text, start)
                value = _value(self.text[start : self.at])
            self.depth -= 1
            if self.at < len(self.text) and self.text[self.at] in ")]】":
                self.at += 1
            inner.append(value)
            while self.at < len(self.text) and self.text[self.at] not in "+-×()[]【】":
                self.at += 1
        if own is not None:
            return own
        known = [v for v in inner if v is not None]
        return known[0] if len(known) == 1 else None


def _closing(text: str, start: int) -> int:
    depth = 0
    for place in range(start, len(text)):
        if text[place] in "([【":
            depth += 1
        elif text[place] in ")]】":
            if depth == 0:
                return place
            depth -= 1
    return len(text)


def _value(text: str) -> int | None:
    found = [c.min for c in parse_counts(text) if c.min is not None and c.min == c.max]
    return found[-1] if found else None
