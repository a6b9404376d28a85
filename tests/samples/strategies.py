"""Hypothesis strategies for random layouts, for property tests of whatever reads tables."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from tests.samples.style import (
    CID_GOTHIC,
    CID_MINCHO,
    PageNumber,
    PageStyle,
    Rotation,
    Rules,
    Shading,
    Sides,
    TableStyle,
    TextStyle,
    VerticalAlign,
)

LOOKS: list[tuple[Rules, Sides]] = [
    (rules, sides)
    for rules in get_args(Rules)
    for sides in get_args(Sides)
    if rules != "stroked_rects" or sides == "all"
]


def text_styles() -> st.SearchStrategy[TextStyle]:
    """Fonts without files; nothing drawn twice or hidden (set those where a test is about them)."""
    return st.builds(
        TextStyle,
        font=st.sampled_from([CID_MINCHO, CID_GOTHIC]),
        size=st.sampled_from([7.5, 9.0, 12.0]),
        leading=st.sampled_from([1.1, 1.4]),
        spacing=st.sampled_from([0.0, 0.8]),
        full_width_digits=st.booleans(),
    )


@st.composite
def table_styles(draw: st.DrawFn, looks: list[tuple[Rules, Sides]] = LOOKS) -> TableStyle:
    """Every way to rule and to break a table; `looks` narrows the rules and sides."""
    rules, sides = draw(st.sampled_from(looks))
    return TableStyle(
        text=draw(text_styles()),
        rules=rules,
        sides=sides,
        shading=draw(st.sampled_from(get_args(Shading))),
        repeat_header=draw(st.booleans()),
        split_rows=draw(st.booleans()),
        close_at_break=draw(st.booleans()),
        valign=draw(st.sampled_from(get_args(VerticalAlign))),
    )


@st.composite
def page_styles(draw: st.DrawFn) -> PageStyle:
    """Sheets upright, on their side and turned, with and without furniture; short ones, so that tables break."""
    return PageStyle(
        landscape=draw(st.booleans()),
        rotate=draw(st.sampled_from(get_args(Rotation))),
        noise=draw(st.sampled_from([0.0, 1e-5])),
        margin_bottom=draw(st.sampled_from([62.0, 250.0])),
        number=draw(st.sampled_from(get_args(PageNumber))),
        label=draw(st.sampled_from(["", "資料No.1"])),
        banner=draw(st.sampled_from(["", "要配慮個人情報を含むもの"])),
    )
