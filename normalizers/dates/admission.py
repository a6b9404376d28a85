"""Which printed points are dates at all, and not durations, ordinals or dates that come back every year."""

import re
from dataclasses import dataclass
from typing import Final

from normalizers.dates.points import EraYear, Point, Shift
from normalizers.dates.resolve import Context

_GLUE: Final = re.compile(
    r"(?:\([^()0-9]{0,40}\)|[、,・/&() ]|及び|および|並びに|ならびに|又は|または|若しくは|もしくは|と|うち|内|ただし|但し)*"
)
_RECURRING: Final = re.compile(r"(?:毎年度?|例年|各年度?|隔年|毎月|各月)[、,の( ]?$")
_RECURRING_RANGE: Final = re.compile(r"(?:毎年度?|例年|各年度?)[、の]?[0-9月日末]{2,8}(?:から|~|-)$")
_LAW_HISTORY: Final = re.compile(r"[^0-9、。・,]{0,8}(?:第?[0-9]+号|改正)")
_STANDS_ALONE: Final = re.compile(
    r"\)?(?:$|に(?![0-9わ])|から|まで|付|以降|を除|開催|実施|頃|ごろ|予定|現在|\(予定|。)"
)
# At the head of a cell a day before another one is no length of time: 2日～5日, 2日、5日.
_BEFORE_DAY: Final = re.compile(r"\s*(?:[~、,・-]|及び|と)\s*[0-9]{1,2}日(?![間以程内数])")
_IN_A_LIST: Final = re.compile(r"第|[、・,:(]|及び|$")
_AFTER_NO_DATE: Final = re.compile(r"[^0-9日同翌前々]日の?$|日から(?:起算して)?$")
_TERM: Final = re.compile(r"の(?:懲役|禁錮|拘禁|刑|任期|期間)|以[内上下]|未満|間")
_LOOK_BACK: Final = 12
_LONGEST_GLUE: Final = 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was read before a point.

    Attributes:
        context: The dates it may refer to.
        stop: Where the last expression ended in the canonical text; -1 where there is none.
        last: The last point of that expression.
    """

    context: Context
    stop: int
    last: Point | None


def is_date(text: str, point: Point, around: Surroundings) -> bool:
    """Whether a point is a date where it stands in the canonical text; the context must still say which.

    What names its year is one. The rest is weighed by the words around it: 3日 after a date and a comma is a day,
    3日以内 is not; 毎年4月 is no date although the year of the document is known.
    """
    before = text[max(0, point.begin - _LOOK_BACK) : point.begin]
    if isinstance(point.year, EraYear) and point.year.era is None:
        return _is_year(text, point, around)
    if point.year is not None:
        return not (isinstance(point.year, Shift) and _RECURRING_RANGE.search(before))
    is_next = _is_next_to_last(text, point, around)
    if _RECURRING.search(before) and not (point.unit == "day" and point.month is None and is_next):
        return False
    if isinstance(point.day, Shift):
        return not _AFTER_NO_DATE.search(before)
    if point.month is None:
        return _is_part(text, point, around, is_next=is_next)
    # 月末 alone is every month's; only as the end of a range it is one month's.
    return not (point.unit == "last_day" and text.startswith("月末", point.begin))


def _is_year(text: str, point: Point, around: Surroundings) -> bool:
    """Whether a year without its era is one, not a number of years."""
    context = around.context
    is_known = bool(context.before or context.document or context.previous)
    if point.is_fiscal or point.unit == "day" or text.startswith("同", point.begin):
        return is_known
    if point.month is not None:
        return is_known and not _TERM.match(text, point.stop)
    if context.before is None or around.last is None or text[point.begin - 1] not in "、・,":
        return False
    is_after_year = around.last.month is None and _is_next_to_last(text, point, around)
    return is_after_year or bool(_LAW_HISTORY.match(text, point.stop))


def _is_part(text: str, point: Point, around: Surroundings, *, is_next: bool) -> bool:
    """Whether a bare day, third, quarter, season or end of a year is a date."""
    if point.unit in {"quarter", "season"}:
        return True
    if point.unit == "third":
        return is_next or point.begin == 0
    stands_alone = bool(_STANDS_ALONE.match(text, point.stop)) or (
        point.begin == 0 and point.unit == "day" and bool(_BEFORE_DAY.match(text, point.stop))
    )
    if point.unit == "last_day":
        return is_next or stands_alone
    if point.weekday is not None or point.is_next:
        return True
    if is_next and around.last is not None:
        return around.last.unit == "day"
    before = text[max(0, point.begin - _LOOK_BACK) : point.begin]
    is_listed = (
        around.last is not None and before.endswith(("、", "・", ",")) and _IN_A_LIST.match(text, point.stop)
    )
    return (
        bool(stands_alone or is_listed) and text[point.begin].isascii() and not _AFTER_NO_DATE.search(before)
    )


def _is_next_to_last(text: str, point: Point, around: Surroundings) -> bool:
    """Whether nothing but commas and the like part a point from the expression before it."""
    return around.stop >= max(0, point.begin - _LONGEST_GLUE) and bool(
        _GLUE.fullmatch(text, around.stop, point.begin)
    )
