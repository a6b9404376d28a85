"""An invented meeting, set in every notation and layout that minutes are written in, with what must be read out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.minutes.page import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Person:
    role: str
    name: str
    about: str
    present: bool = True


@dataclass(frozen=True)
class Matter:
    """An item of the agenda: title, the paper it is about, how it ends."""

    title: str
    refers: str
    kind: str
    outcome: str | None
    result: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """A speech (role and name; a note where both are empty) on an item (0: none)."""

    item: int
    role: str
    name: str
    text: str


COUNCIL = "楠葉市情報公開・個人情報保護審議会"
PEOPLE = (
    Person("会長", "芦田 直樹", "大学教授"),
    Person("副会長", "小柳 千春", "弁護士"),
    Person("委員", "真壁 哲", "公募市民"),
    Person("委員", "羽生田 めぐみ", "公募市民"),
    Person("委員", "東雲 健吾", "社会福祉法人理事", present=False),
)
MATTERS = (
    Matter(
        "敬老祝品の配送業務の委託に伴う個人情報の取扱い及び外部の電子計算機との結合について",
        "諮問第31号",
        "諮問",
        "approved_with_conditions",
        "条件を付して承認",
        (
            "配送の委託先に再び委託をさせないこと",
            "配送を終えた日から14日以内に名簿を返却させ、その記録を残すこと",
        ),
    ),
    Matter("学齢簿の情報の目的外利用について", "諮問第32号", "諮問", "continued", "継続審議"),
    Matter("防犯灯の管理に関する台帳の作成について", "諮問第33号", "諮問", "approved", "承認"),
    Matter("個人情報を取り扱う事務の届出の状況について", "報告第8号", "報告", "noted", "了承"),
    Matter("その他", "", "その他", None, ""),
)

SPEECH = (
    Words(
        0,
        "情報管理課長",
        "古賀",
        "情報管理課長の古賀です。皆様おそろいですので、始めさせていただきます。本日は東雲委員が欠席されますが、過半数の委員に御出席いただいておりますので、会議は成立しております。\nそれでは、この後の進行を芦田会長にお願いいたします。",
    ),
    Words(
        0,
        "会長",
        "芦田",
        "おはようございます。本日の案件は諮問が3件、報告が1件です。まず資料の確認をお願いします。",
    ),
    Words(
        0,
        "情報管理課長",
        "古賀",
        "お手元には次第のほか、次のものをお配りしています。\n・諮問書の写し\n・報告書\n・参考資料の「○○課別一覧」\n不足がありましたらお申し出ください。",
    ),
    Words(1, "会長", "芦田", "では、議題1に入ります。諮問第31号について、担当の課から説明をお願いします。"),
    Words(1, "", "", "（高齢者支援課長　入室）"),
    Words(
        1,
        "高齢者支援課長",
        "柚木",
        "高齢者支援課の柚木です。資料の2枚目を御覧ください。\nこの業務は、77歳と88歳になられる方の御自宅に祝いの品をお届けするもので、これまで職員が手分けをして配っておりました。対象になる方が増えて、昨年は2,140人となりましたので、配送の事業者にお願いしたいと考えております。\nお渡しする項目は氏名、住所及び電話番号の三つです。一覧の表で○の付いた欄がそれに当たります。",
    ),
    Words(
        1,
        "委員",
        "真壁",
        "電話番号まで渡す必要があるのでしょうか。留守のときは、不在の票を入れれば済むように思います。",
    ),
    Words(1, "高齢者支援課長", "柚木", "耳の遠い方も多く、票だけでは気付いていただけないことがございます。"),
    Words(
        1,
        "副会長",
        "小柳",
        "委託先がまた別の会社に配送を任せることはありませんか。\n○　それから、名簿がいつまで手元に残るのかも教えてください。",
    ),
    Words(
        1,
        "高齢者支援課長",
        "柚木",
        "別の会社に任せることは考えておりません。名簿は配送が終わりましたら返していただきます。",
    ),
    Words(
        1, "委員", "羽生田", "私は継続審議でもよいと思いますが、期限を決めて返させるのであれば賛成します。"
    ),
    Words(
        1,
        "会長",
        "芦田",
        "それでは、条件を次のとおりとしてはどうかと思います。\n(1)　配送の委託先に再び委託をさせないこと\n(2)　配送を終えた日から14日以内に名簿を返却させ、その記録を残すこと\n皆様、いかがでしょうか。",
    ),
    Words(1, "", "", "（「異議なし」の声あり）"),
    Words(
        1,
        "会長",
        "芦田",
        "御異議がないようですので、諮問第31号は、ただいまの条件を付して承認することといたします。",
    ),
    Words(1, "", "", "（高齢者支援課長　退室）"),
    Words(2, "会長", "芦田", "続きまして、議題2、諮問第32号です。学務課の説明を求めます。"),
    Words(
        2,
        "学務課長",
        "五十嵐",
        "学務課長の五十嵐です。就学前の相談を早めに御案内するため、学齢簿の情報を子育ての部署でも利用したいというものです。",
    ),
    Words(
        2,
        "委員",
        "真壁",
        "利用する部署の範囲がはっきりしません。承認できないとまでは言いませんが、もう少し資料が欲しいところです。",
    ),
    Words(
        2,
        "会長",
        "芦田",
        "確かに、判断の材料が足りないように見えます。諮問第32号は継続審議とし、次回に改めて資料を出していただきます。",
    ),
    Words(3, "会長", "芦田", "次に、議題3、諮問第33号をお願いします。"),
    Words(
        3,
        "道路課長",
        "八重樫",
        "道路課長の八重樫です。防犯灯の1基ごとに、管理する町会の役員の連絡先を台帳に載せるものです。",
    ),
    Words(3, "副会長", "小柳", "役員が替わったときに古い連絡先が残らないようにしてください。"),
    Words(3, "道路課長", "八重樫", "毎年5月に更新いたします。"),
    Words(
        3,
        "会長",
        "芦田",
        "ほかに御意見がなければ、諮問第33号は原案のとおり承認することでよろしいでしょうか。",
    ),
    Words(3, "", "", "（異議なし）"),
    Words(3, "会長", "芦田", "ありがとうございます。では、そのように決定します。"),
    Words(4, "会長", "芦田", "議題4、報告第8号に移ります。事務局から報告してください。"),
    Words(
        4, "情報管理課長", "古賀", "前回の会議から今日までに、新しい届出が7件、変更の届出が12件ありました。"
    ),
    Words(4, "委員", "羽生田", "変更が多いのはなぜですか。"),
    Words(4, "情報管理課長", "古賀", "組織の名前が変わったことによるものが大半です。"),
    Words(4, "会長", "芦田", "報告第8号については了承といたします。"),
    Words(5, "会長", "芦田", "次に、その他ですが、事務局から何かありますか。"),
    Words(5, "情報管理課長", "古賀", "次回は11月を予定しております。"),
    Words(5, "会長", "芦田", "以上で本日の会議を閉じます。お疲れさまでした。"),
)


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
    paper = Paper(size=style.size, leading=style.size * 1.65, head=style.head)
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
        paper.put(72.0, form.strip("\n").format(raw))
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
