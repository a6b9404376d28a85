"""PDFs whose objects go round in circles, or too deep."""

from __future__ import annotations

from tests.hostile.kind import kind
from tests.hostile.raw import GRID, WORDS, Raw, simple


@kind
def pages_in_a_circle() -> bytes:
    raw = simple()
    raw.objects[2] = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>"
    return bytes(raw)


@kind
def parents_in_a_circle() -> bytes:
    raw = simple()
    raw.objects[3] = b"<< /Type /Page /Parent 6 0 R /Contents 4 0 R >>"
    raw.add(b"<< /Type /Pages /Parent 7 0 R /Kids [3 0 R] /Count 1 >>", 6)
    raw.add(b"<< /Type /Pages /Parent 6 0 R /Kids [3 0 R] /Count 1 >>", 7)
    return bytes(raw)


@kind
def previous_xref_in_a_circle() -> bytes:
    data = bytes(simple())
    start = data.rfind(b"xref\n0 ")
    return data.replace(b"/Root", b"/Prev %d /Root" % start)


@kind
def reference_to_itself() -> bytes:
    raw = simple()
    raw.objects[4] = b"4 0 R"
    return bytes(raw)


@kind
def length_that_is_its_own_stream() -> bytes:
    return bytes(simple()).replace(b"/Length %d" % len(GRID + WORDS), b"/Length 4 0 R")


@kind
def form_that_draws_itself() -> bytes:
    raw = simple(content=b"/X Do", page=b"/Resources << /XObject << /X 6 0 R >> >>")
    raw.stream(
        b"/X Do /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X 6 0 R >> >>",
        6,
    )
    return bytes(raw)


@kind
def forms_that_double_at_each_level() -> bytes:
    """Thirty forms, each of which draws the next one twice: a billion drawings (billion laughs)."""
    raw = simple(content=b"/X Do", page=b"/Resources << /XObject << /X 10 0 R >> >>")
    for level in range(30):
        following = b"/Resources << /XObject << /X %d 0 R >> >>" % (11 + level)
        body = b"/X Do /X Do" if level < 29 else b"0 0 m 9 9 l S"
        raw.stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 100 100] " + following, 10 + level)
    return bytes(raw)


@kind
def arrays_nested_deeply() -> bytes:
    raw = simple(page=b"/Deep " + b"[" * 50_000 + b"]" * 50_000)
    return bytes(raw)


@kind
def dictionaries_nested_deeply() -> bytes:
    return bytes(simple(page=b"/Deep " + b"<< /A " * 20_000 + b"1" + b" >>" * 20_000))


@kind
def arrays_nested_in_content() -> bytes:
    return bytes(simple(content=b"[" * 100_000 + b"]" * 100_000 + b" TJ"))


@kind
def graphics_states_never_restored() -> bytes:
    return bytes(simple(content=b"q 1 0 0 1 1 1 cm\n" * 200_000))


@kind
def page_tree_thousands_deep() -> bytes:
    raw = Raw()
    depth = 3000
    raw.add(b"<< /Type /Catalog /Pages 2 0 R >>", 1)
    for level in range(depth):
        raw.add(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (3 + level), 2 + level)
    raw.add(b"<< /Type /Page /MediaBox [0 0 100 100] >>", 2 + depth)
    return bytes(raw)


@kind
def outline_in_a_circle() -> bytes:
    raw = simple()
    raw.objects[1] = b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
    raw.add(b"<< /First 7 0 R /Last 7 0 R /Count 1 >>", 6)
    raw.add(b"<< /Title (x) /Parent 6 0 R /Next 7 0 R /First 6 0 R >>", 7)
    return bytes(raw)
