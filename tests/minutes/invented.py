"""The invented meeting, set in every notation and layout that minutes are written in, with what must be read out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.minutes.invented_meeting import COUNCIL, MATTERS, PEOPLE, SPEECH, Matter, Person, Words
from tests.minutes.page import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Style:
    """How the minutes are set: names of a notation, a heading, a place of the agenda, a form of headings, of results."""

    notation: str = "circle"
    heading: str = "lines"
    agenda: str = "(1)"
    items: str = "none"
    results: str = "chair"
    title: str = "{council}会議録"
    size: float = 11.0
    head: str = ""
    columns: int = 1


@dataclass(frozen=True)
class Expected:
    """What must be read."""

    numbers: tuple[str, ...]
    matters: tuple[Matter, ...]
    words: tuple[tuple[str, str | None, str | None, str | None, int, str], ...]
    people: tuple[Person, ...]


# ---------------------------------------------------------------------------------------------------------- speakers


def _full(role: str, name: str) -> tuple[str, str, str]:
    return f"{name}{role}", role, name


def _role(role: str, name: str) -> tuple[str, str, str | None]:
    del name
    short = (
        "担当課"
        if role.endswith("課長") and role != "情報管理課長"
        else ("事務局" if role == "情報管理課長" else role)
    )
    return short, short, None


def _bracketed(role: str, name: str) -> tuple[str, str, str]:
    return f"{role}（{name}）", role, name


def _letter(role: str, name: str) -> tuple[str, str, str | None]:
    letters = {"真壁": "A", "羽生田": "B", "小柳": "C"}
    if role in {"委員", "副会長"}:
        return f"{letters[name]}委員", "委員", letters[name]
    return _role(role, name)


def _apart(role: str, name: str) -> tuple[str, str, str]:
    return _full(role, name)


NOTATIONS: dict[str, tuple[Callable[[str, str], tuple[str, str, str | None]], str]] = {
    # name: how a speaker is worded, how it stands: {} is the speaker
    "circle": (_full, "○{}　"),
    "circle-zero": (_letter, "〇{}　"),
    "large-circle": (_full, "◯{}　"),
    "bullet": (_full, "●{}　"),
    "double": (_role, "◎{}　"),
    "square-mark": (_full, "■{}　"),
    "circle-role": (_role, "○{}　"),
    "circle-colon": (_full, "○{}："),
    "circle-bracket": (_role, "○（{}）　"),
    "role-name": (_bracketed, "○{}　"),
    "lens": (_full, "【{}】　"),
    "lens-role": (_role, "【{}】"),
    "paren": (_role, "（{}）"),
    "paren-letter": (_letter, "（{}）　"),
    "square": (_role, "［{}］　"),
    "square-narrow": (_full, "[{}] "),
    "angle": (_role, "＜{}＞"),
    "colon": (_full, "{}："),
    "colon-role": (_role, "{}："),
    "colon-letter": (_letter, "{}:"),
    "mark-line": (_full, "○{}\n"),
    "paren-line": (_role, "（{}）\n"),
    "lens-line": (_full, "【{}】\n"),
    "own-line": (_full, "{}\n"),
    "own-line-role": (_role, "{}\n"),
    "gap": (_full, "{}　"),
    "column": (_full, "{}|"),
    "column-role": (_role, "{}|"),
    "table": (_full, "{}||"),
    "table-head": (_role, "{}|||"),
}


# ----------------------------------------------------------------------------------------------------------- setting


def typeset(
    style: Style, speech: Sequence[Words] = SPEECH, people: Sequence[Person] = PEOPLE
) -> tuple[bytes, Expected]:
    """The PDF, and what must be read out of it."""
    paper = Paper(size=style.size, leading=style.size * 1.65, head=style.head, columns=style.columns)
    numbers = _heading(paper, style, people)
    words: list[tuple[str, str | None, str | None, str | None, int, str]] = []
    made: list[list[str]] = []
    item = 0
    for one in speech:
        if one.item != item:
            _table(paper, made)
            if item:
                _result(paper, style, MATTERS[item - 1])
            item = one.item
            _item_heading(paper, style, item)
        word, form = NOTATIONS[style.notation]
        raw, role, name = word(one.role, one.name)
        shown = "speech" if one.role else "note"
        text = one.text
        if not one.role:
            raw = role = name = None  # type: ignore[assignment]
        words.append((shown, raw, role, name, one.item, text))
        _say(paper, form, raw, text, made)
    _table(paper, made)
    if item and style.results == "label":
        _result(paper, style, MATTERS[item - 1])
    return paper.bytes(), Expected(numbers, MATTERS, tuple(words), tuple(people))


def _say(paper: Paper, form: str, raw: str | None, text: str, made: list[list[str]]) -> None:
    if raw is None:
        if "||" in form:
            made.append(["", text])
        else:
            paper.paragraph(text, 10)
        return
    paragraphs = text.split("\n")
    if form.endswith("||"):
        if not made and form.endswith("|||"):
            made.append(["発言者", "発言内容"])
        made.append([raw, text])
    elif form.endswith("|"):
        paper.beside(raw, paragraphs, 8)
    elif form.endswith("\n"):
        paper.put(paper.left, form.strip("\n").format(raw))
        for one in paragraphs:
            paper.paragraph(one, 2, 1)
    else:
        paper.paragraph(form.format(raw) + paragraphs[0], 0, 1)
        for one in paragraphs[1:]:
            paper.paragraph(one, 2, 1)


def _table(paper: Paper, made: list[list[str]]) -> None:
    if made:
        paper.table(made, [1.2, 5])
        made.clear()


def _item_heading(paper: Paper, style: Style, item: int) -> None:
    matter = MATTERS[item - 1]
    forms = {
        "square": f"■議題{item}　{matter.title}",
        "diamond": f"◆ {matter.title}",
        "number": f"{item + 1}　{matter.title}" + (f"（{matter.refers}）" if matter.refers else ""),
        "paren": f"({item})　{matter.refers}　{matter.title}".replace("　　", "　"),
        "ordinal": f"第{item}　{matter.title}",
        "lens": f"【議題{item}】{matter.title}",
        "reference": f"{matter.refers or 'その他'}",
    }
    if style.items in forms:
        paper.gap(0.6)
        paper.paragraph(forms[style.items], 0, 2)


def _result(paper: Paper, style: Style, matter: Matter) -> None:
    if style.results != "label" or not matter.result:
        return
    paper.paragraph("【審議結果】")
    paper.paragraph(matter.result, 1, 1)
    if matter.conditions:
        paper.paragraph("（条件）", 1)
        for k, condition in enumerate(matter.conditions):
            paper.paragraph(f"{'①②③'[k]}　{condition}。", 2, 4)


def _person(person: Person) -> str:
    return f"{person.role}　{person.name}（{person.about}）"


def _agenda(style: Style) -> list[tuple[str, str]]:
    """Number and line of each item."""
    found = []
    for k, matter in enumerate(MATTERS, 1):
        number = {
            "(1)": f"({k})",
            "1": f"{k}",
            "議題1": f"議題{k}",
            "ア": "アイウエオ"[k - 1],
            "①": "①②③④⑤"[k - 1],
            "第1号": f"議題第{k}号",
            "１．": f"{'１２３４５'[k - 1]}．",
        }[style.agenda]
        before = k % 2
        text = f"{matter.refers}　{matter.title}" if before and matter.refers else matter.title
        text += f"（{matter.refers}）" if not before and matter.refers else ""
        found.append((number, text))
    return found


DAY, PLACE, SESSION = "令和6年8月21日（水）", "楠葉市役所本庁舎3階　第一応接室", "令和6年度第2回"


def _form(paper: Paper, people: Sequence[Person], entries: list[tuple[str, str]]) -> None:
    present = [p for p in people if p.present]
    absent = [p for p in people if not p.present]
    paper.centre("会 議 概 要", 14)
    paper.gap(0.5)
    rows = [
        ["会議の名称", SESSION + COUNCIL],
        ["開催日時", DAY + "　午前9時30分から午前11時15分まで"],
        ["開催場所", PLACE],
        ["出席者", "\n".join(map(_person, present))],
        ["欠席者", "\n".join(map(_person, absent))],
        ["傍聴者", "4人"],
        ["議題", "\n".join(f"{n}　{t}" for n, t in entries)],
    ]
    paper.table(rows, [1.3, 5])


def _running(paper: Paper, people: Sequence[Person], entries: list[tuple[str, str]]) -> None:
    present = [p for p in people if p.present]
    absent = [p for p in people if not p.present]
    paper.paragraph(f"日時　{DAY}　9:30～11:15")
    paper.paragraph(f"場所　{PLACE}")
    paper.paragraph("出席委員　" + "、".join(f"{p.name.split()[0]}{p.role}" for p in present))
    paper.paragraph("欠席委員　" + "、".join(f"{p.name.split()[0]}{p.role}" for p in absent))
    paper.paragraph("傍聴人　4名")
    paper.paragraph("議題")
    for number, text in entries:
        paper.paragraph(f"{number}　{text}", 1, 3)


def _people_table(paper: Paper, people: Sequence[Person], entries: list[tuple[str, str]]) -> None:
    paper.centre(SESSION, 14)
    paper.centre(COUNCIL, 14)
    paper.centre("議事要旨", 14)
    paper.paragraph(f"１　開催日時　　{DAY}　午前９時30分～11時15分")
    paper.paragraph(f"２　場　　所　　{PLACE}")
    paper.paragraph("３　出席状況")
    rows = [["区分", "氏名", "所属", "出欠"]]
    held = ""
    merged = set()
    for k, p in enumerate(people, 1):
        rows.append(["" if p.role == held else p.role, p.name, p.about, "○" if p.present else "×"])
        if p.role == held:
            merged.add((k - 1, 0))
        held = p.role
    paper.table(rows, [1, 1.6, 2, 0.6], merged)
    paper.paragraph("４　傍聴者　　４名")
    paper.paragraph("５　議　　題")
    for number, text in entries:
        paper.paragraph(f"{number}　{text}", 2, 5)


def _labels(paper: Paper, style: Style, people: Sequence[Person], entries: list[tuple[str, str]]) -> None:
    present = [p for p in people if p.present]
    absent = [p for p in people if not p.present]
    labels = {
        "lines": ("日　　時　", "場　　所　", "出席者", "欠席者", "傍聴者　", "議　　題"),
        "dots": ("・日時：", "・場所：", "・出席者：", "・欠席者：", "・傍聴者数：", "・議題："),
        "numbers": (
            "１　開催日時\n",
            "２　開催場所\n",
            "３　出席者",
            "４　欠席者",
            "５　傍聴者\n",
            "６　議題",
        ),
        "lens": ("【日　時】", "【場　所】", "【出席者】", "【欠席者】", "【傍聴者】", "【議　題】"),
    }[style.heading]
    _value(paper, labels[0], f"{DAY}　午前9時30分から午前11時15分まで")
    _value(paper, labels[1], PLACE)
    for label, group in ((labels[2], present), (labels[3], absent)):
        paper.paragraph(label)
        for person in group:
            paper.paragraph(_person(person), 2)
    _value(paper, labels[4], "4名")
    paper.paragraph(labels[5])
    for number, text in entries:
        paper.paragraph(f"{number}　{text}", 2, 5)


def _heading(paper: Paper, style: Style, people: Sequence[Person]) -> tuple[str, ...]:
    entries = _agenda(style)
    if style.heading not in {"table", "people-table"}:
        paper.centre(style.title.format(council=SESSION + COUNCIL), 14)
    forms = {"table": _form, "running": _running, "people-table": _people_table}
    if style.heading in forms:
        forms[style.heading](paper, people, entries)
    else:
        _labels(paper, style, people, entries)
    if style.results in {"table", "section"}:
        _results(paper, style)
    paper.gap(1.0)
    return tuple(number.rstrip("．") for number, _ in entries)


def _results(paper: Paper, style: Style) -> None:
    if style.results == "table":
        paper.paragraph("審議結果")
        rows = [["件名", "結果"], *([m.title, m.result or "－"] for m in MATTERS)]
        rows[1][1] += "\n（条件）\n" + "\n".join(f"{k}　{c}" for k, c in enumerate(MATTERS[0].conditions, 1))
        paper.table(rows, [3, 2])
        return
    paper.paragraph("会議の結果")
    for number, matter in zip((n for n, _ in _agenda(style)), MATTERS, strict=True):
        if matter.result:
            what = {
                "条件を付して承認": "次の条件を付して承認する。",
                "承認": "原案のとおり承認する。",
                "継続審議": "継続審議とする。",
                "了承": "報告を了承した。",
            }
            paper.paragraph(f"{number}　{matter.refers}については、{what[matter.result]}", 2, 5)
            for k, condition in enumerate(matter.conditions):
                paper.paragraph(f"{'アイ'[k]}　{condition}", 4, 6)


def _value(paper: Paper, label: str, value: str) -> None:
    if label.endswith("\n"):
        paper.paragraph(label.strip())
        paper.paragraph(value, 2)
    else:
        paper.paragraph(label + value)


def surnames_only(people: Sequence[Person]) -> tuple[Person, ...]:
    """The people as a heading of running text prints them: surnames, without affiliation."""
    return tuple(replace(p, name=p.name.split()[0], about="") for p in people)
