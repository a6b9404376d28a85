"""Layers that a viewer does not show (optional content, ISO 32000-2, 8.11): taken out before a reader sees the file.

No library here tells of what a page paints which layer it belongs to, so a file that hides layers is written anew in
memory without what they paint. Of all others only the bytes are searched, for the catalog's entry.
"""

from __future__ import annotations

import io
import logging
import mmap
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ENTRY, _PACKED = b"/OCProperties", b"/ObjStm"

_PAINTING = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_SHOWING = {b"Tj", b"TJ", b"Do", b"sh", b"INLINE IMAGE"}
_NEXT_LINE = {b"'", b'"'}

_POLICIES: dict[str, Callable[[list[bool]], bool]] = {
    "/AnyOn": any,
    "/AllOn": all,
    "/AnyOff": lambda shown: not all(shown),
    "/AllOff": lambda shown: not any(shown),
}

MAX_DEPTH = 12
"""Forms within forms, and levels of the page tree, that are looked into."""

_MAX_PACKED = 1 << 24
"""Bytes that a stream of objects is unpacked to, to search it."""


class Shown(NamedTuple):
    """What of a file is to be read.

    Attributes:
        data: the file without what its hidden layers paint; None if it hides none.
        is_unsure: whether it may hide some, but could not be taken apart: it is read with all of them.
    """

    data: bytes | None = None
    is_unsure: bool = False


def shown_only(path: Path) -> Shown:
    """The file without what its hidden layers paint; of one that does not open the reader says why."""
    try:
        with path.open("rb") as file:
            if not _may_have_layers(file.fileno()):
                return Shown()
    except (OSError, ValueError):  # an empty file cannot be mapped
        return Shown()
    import pypdf  # noqa: PLC0415 - needed for few files only

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(path, strict=False)
        if not _hidden_layers(reader.root_object):
            return Shown()
        writer = pypdf.PdfWriter(clone_from=reader)
        if not _Layers(writer).clean():
            return Shown()
        buffer = io.BytesIO()
        writer.write(buffer)
    except Exception:  # noqa: BLE001 - pypdf raises many kinds on damaged files
        return Shown(is_unsure=True)
    return Shown(buffer.getvalue())


def _may_have_layers(descriptor: int) -> bool:
    """Whether the catalog's entry is among a file's bytes, or may be among those that are packed and locked."""
    with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as data:
        if data.find(_ENTRY) >= 0:
            return True
        place = data.find(_PACKED)
        while place >= 0:
            following = data.find(_PACKED, place + 1)
            start = data.find(b"stream", place)
            packed = data[start + 6 : following if following > start else len(data)].lstrip(b"\r\n")
            try:
                unpacked = zlib.decompressobj().decompress(packed, _MAX_PACKED)
                if _ENTRY in unpacked or len(unpacked) == _MAX_PACKED:
                    return True
            except zlib.error:
                return True
            place = following
    return False


def _hidden_layers(catalog: Any) -> set[int]:  # noqa: ANN401 - pypdf's objects are told apart by what they hold
    """Object numbers of the layers that the default configuration turns off."""
    entry = catalog.get("/OCProperties", {})
    default = entry.get("/D", {})
    hidden = {_number(one) for one in entry.get("/OCGs", ()) if default.get("/BaseState") == "/OFF"}
    hidden -= {_number(one) for one in default.get("/ON", ())}
    return hidden | {_number(one) for one in default.get("/OFF", ())}


class _Layers:
    """The layers of a file that is being written anew."""

    def __init__(self, writer: Any) -> None:  # noqa: ANN401 - as above
        self.writer = writer
        self.done: set[int] = set()
        self.hidden = _hidden_layers(writer.root_object)

    def clean(self) -> bool:
        """Take what is hidden out of every page; whether there was anything."""
        from pypdf.generic import NameObject  # noqa: PLC0415 - needed for few files only

        found = False
        for page in self.writer.pages:
            resources = _resources(page)
            names = self._hidden_names(resources)
            if any(names) and (content := page.get_contents()) is not None:
                stripped = self.writer._add_object(self._stripped(content, *names))  # noqa: SLF001 - no other way
                page[NameObject("/Contents")] = stripped
                found = True
            found |= self._clean_forms(resources, 0)
        return found

    def _clean_forms(self, resources: Any, depth: int) -> bool:  # noqa: ANN401 - as above
        """Likewise for the forms that are painted with some resources."""
        found = False
        for one in resources.get("/XObject", {}).values():
            form = one.get_object()
            if form.get("/Subtype") != "/Form" or _number(one) in self.done or depth > MAX_DEPTH:
                continue
            self.done.add(_number(one))
            inner = form.get("/Resources", {})
            if any(names := self._hidden_names(inner)):
                form.set_data(self._stripped(form, *names).get_data())
                found = True
            found |= self._clean_forms(inner, depth + 1)
        return found

    def _hidden_names(self, resources: Any) -> tuple[set[str], set[str]]:  # noqa: ANN401 - as above
        """The names of hidden layers, and those of forms and pictures that belong to one."""
        layers = {name for name, one in resources.get("/Properties", {}).items() if self._is_hidden(one)}
        painted = resources.get("/XObject", {}).items()
        belonging = {
            (name, one.get_object().raw_get("/OC")) for name, one in painted if "/OC" in one.get_object()
        }
        return layers, {name for name, layer in belonging if self._is_hidden(layer)}

    def _is_hidden(self, layer: Any) -> bool:  # noqa: ANN401 - as above
        """Whether a layer, or a membership of several (8.11.2.2), is not shown."""
        if _number(layer) in self.hidden:
            return True
        membership = layer.get_object()
        if membership.get("/Type") != "/OCMD" or "/OCGs" not in membership:
            return False
        named = membership.raw_get("/OCGs")
        groups = named.get_object() if isinstance(named.get_object(), list) else [named]
        shown = [_number(one) not in self.hidden for one in groups]
        return bool(shown) and not _POLICIES.get(str(membership.get("/P")), any)(shown)

    def _stripped(self, content: Any, layers: set[str], belonging: set[str]) -> Any:  # noqa: ANN401 - as above
        """A content stream that paints nothing of what is hidden; what it sets holds on after it, as it should."""
        from pypdf.generic import ContentStream  # noqa: PLC0415 - as above

        stream = ContentStream(content, self.writer, forced_encoding="bytes")
        kept: list[tuple[Any, bytes]] = []
        marks: list[bool] = []
        for operands, operator in stream.operations:
            if operator in {b"BDC", b"BMC"}:
                marks.append(operator == b"BDC" and operands[0] == "/OC" and operands[1] in layers)
            elif operator == b"EMC" and marks:
                marks.pop()
            elif operator == b"Do" and operands[0] in belonging:
                continue
            if not any(marks):
                kept.append((operands, operator))
            elif operator in _PAINTING:
                kept.append(([], b"n"))
            elif operator in _NEXT_LINE:
                kept.append(([], b"T*"))
            elif operator not in _SHOWING:
                kept.append((operands, operator))
        stream.operations = kept
        return stream


def _resources(page: Any) -> Any:  # noqa: ANN401 - as above
    """What a page paints with; pages may have it from the tree that they hang on."""
    for _ in range(MAX_DEPTH):
        if "/Resources" in page or "/Parent" not in page:
            break
        page = page["/Parent"]
    return page.get("/Resources", {})


def _number(one: Any) -> int:  # noqa: ANN401 - as above
    """The object number of a reference, or of an object that one led to; -1 of one that has none."""
    reference = one if hasattr(one, "idnum") else getattr(one, "indirect_reference", None)
    return reference.idnum if reference is not None else -1
