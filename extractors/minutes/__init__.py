"""Minutes (会議録): recognized by their make-up, read into meeting, agenda and utterances.

What reads them is loaded with the first minutes: most files have none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from extractors.minutes.read import read_meeting
    from extractors.minutes.recognize import looks_like_minutes, minutes_end

__all__ = ["looks_like_minutes", "minutes_end", "read_meeting"]

_MODULES: Final = {"looks_like_minutes": "recognize", "minutes_end": "recognize", "read_meeting": "read"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"extractors.minutes.{_MODULES[name]}"), name)
