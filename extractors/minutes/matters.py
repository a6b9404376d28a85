"""What is printed of a matter: its title without numbers and references, the documents it names, group and frame headings."""

from __future__ import annotations

import re

from extractors.minutes.words import (
    REFERENCE,
    bare,
    group_kinds,
    pattern,
    plain,
    take_bullet,
    take_numbers,
    take_token,
    word_set,
)
from normalizers.numerals import kanji_to_int
from normalizers.text import normalize_display

_REFERENCE = re.compile(REFERENCE)


def references_in(text: str) -> list[str]:
    """The documents that a text names, in order, written as labels: 諮問第1004号."""
    found: list[str] = []
    for match in _REFERENCE.finditer(text):
        label = re.sub(r"\s+", "", normalize_display(match.group()))
        found.append(label)
        word = re.match(r"\D+?(?=第)", label)
        at = match.end()
        while word and (
            more := re.compile(r"\s*(?:及び|並びに|、|・|,)\s*(第\s?[0-9０-９]{1,5}\s?号)").match(text, at)
        ):
            found.append(word.group() + re.sub(r"\s+", "", normalize_display(more[1])))
            at = more.end()
    return list(dict.fromkeys(found))


_LEADERS = re.compile(
    r"(?<=\S)\s*(?:[…‥⋯]+|[.．・･]{4,})[\s…‥⋯.．・･]*(?:(?:参考|別紙|当日|別添)?資料|別紙|別添|[PpＰ][.．]?)?"
    r"\s*[0-9０-９①-⑳]{0,3}(?:[-－‐][0-9０-９]{1,2})?$"
)
"""Leaders behind a title, and the paper or page to which they lead: …について ……… 資料１."""
_OPENNESS = re.compile(
    r"(?<=\S)\s*[(（【〔［\[≪《＜<〈](?:一部)?(?:非公開|公開)(?:案件|審議|部分)?[)）】〕］\]≫》＞>〉]$"
)
"""Whether an item is treated in public, behind its title."""


def refers_of(text: str) -> list[str]:
    """The documents that an entry refers to: those before or behind its title; where there are none, those in the title."""
    named = references_in(text)
    inside = references_in(title_of(text)) if len(named) > 1 else []
    return [label for label in named if label not in inside] or named


def title_of(text: str) -> str:
    """The title of an entry: without its number, without references before it or in brackets after it."""
    rest = _LEADERS.sub("", take_numbers(take_bullet(text)[1])[1])
    rest = _OPENNESS.sub("", rest)
    if (group := group_before(rest)) is not None:
        rest = group[1]
    before = None
    while rest != before:
        before = rest
        rest = re.sub(
            rf"^[(（【〔\[]?\s*(?:{REFERENCE})(?:\s*(?:及び|並びに|、|・|,)\s*(?:第\s?[0-9０-９]+\s?号|{REFERENCE}))*"
            r"\s*[)）】〕\]]?(?!の|に|を|は|事案|案件|関係)[:：、,]?\s*(?=\S)",
            "",
            rest,
        ).strip()
        rest = re.sub(
            rf"\s*[(（【〔\[]\s*(?:{REFERENCE})(?:\s*(?:及び|並びに|、|・|,)\s*(?:第\s?[0-9０-９]+\s?号|{REFERENCE}))*\s*[)）】〕\]]\s*$",
            "",
            rest,
        ).strip()
        again = take_token(rest)
        if (
            again[0]
            and again[1]
            and re.match("議|案|第|付|審|報|諮", again[0])
            and not re.match("[のにをはと]", again[1])
        ):
            rest = again[1]
    return rest.strip(" :：").strip()


_GROUP_BEFORE = re.compile(
    r"\s*[【〔［\[＜<(（]?\s*(?P<word>\S{2,6}?)\s*(?:[】〕］\]＞>)）]|[:：]|(?=\s))\s*(?P<rest>\S.{3,})"
)


def group_before(text: str) -> tuple[str, str] | None:
    """The kind that the word of a group before a title gives (審議事項　…について), and the title; None without one."""
    match = _GROUP_BEFORE.match(text)
    kind = group_kinds().get(plain(match["word"])) if match else None
    return (kind, match["rest"].strip()) if match and kind is not None else None


_KIND_AFTER = re.compile(r"[(（【〔［\[](諮問|報告|審議|協議|議案)(?:事項|案件)?[)）】〕］\]]$")


def kind_after(text: str) -> str:
    """The kind that a bracket at the end of a title names (…について（報告）), or ""."""
    match = _KIND_AFTER.search(text.strip())
    return {"協議": "審議", "議案": "審議"}.get(match[1], match[1]) if match else ""


def core(text: str) -> str:
    """What two printings of an entry's title have in common."""
    word = re.sub(r"[\s。、，,.・]", "", plain(title_of(text)))
    return word.replace("および", "及び").replace("ならびに", "並びに").replace("または", "又は")


def number_value(number: str) -> int:
    """The value of a printed number (⑵, (2), ２, 第二号); -9 where it is none."""
    digits = re.sub(r"[^0-9]", "", plain(number))
    kanji = re.search("[一二三四五六七八九十]+", number)
    return int(digits) if digits else ((kanji_to_int(kanji.group()) or -9) if kanji else -9)


def style(token: str) -> str:
    """The form of a number, in which digits and kana count for themselves: (1) and (2) are of one form."""
    form = (
        re.sub(r"[0-9]+|[一二三四五六七八九十]+", "1", plain(token))
        if not re.fullmatch(r"\s*[①-⑳⑴-⒇]\s*", token)
        else "o"
    )
    return re.sub("[ア-ン]", "ア", form)


def is_group(text: str) -> str | None:
    """The kind that a group heading gives the entries below it, "" for none; None if the text is no such heading."""
    word = bare(re.sub(r"[(（【][^()（）【】]*[)）】]\s*$", "", text) or text)
    if word in group_kinds():
        return group_kinds()[word]
    if re.fullmatch(".{2,6}(?:事項|案件)", word) and len(word) <= 8:
        return next((kind for kind in ("諮問", "報告", "審議") if kind in word), "")
    return None


def is_business(text: str) -> bool:
    """Whether a part of the meeting that is no matter in itself may be an item of the agenda: 会議録署名委員の指名."""
    return bool(pattern("headings", "business").search(bare(text)))


def is_end(text: str) -> bool:
    """Whether a heading names the end of the meeting."""
    return is_frame(text) and bool(re.search("閉会|散会|閉式|終了|解散", text))


def is_frame(text: str) -> bool:
    """Whether a heading names a part of the meeting that is no item: 開会, 資料確認, 会長挨拶."""
    word = bare(text)
    return word in word_set("headings", "frame") or bool(
        re.fullmatch(
            r".{0,8}(?:挨拶|あいさつ|ご挨拶|(?:委員|職員|事務局|出席者|構成員|自己|部会員|関係者)(?:の|等の)?紹介|委嘱|資料(?:の)?確認|委嘱状(?:の)?(?:交付|伝達))(?:について)?",
            word,
        )
    )
