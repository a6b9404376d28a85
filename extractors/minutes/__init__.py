"""Minutes (会議録): recognized by their make-up, read into meeting, agenda and utterances."""

from extractors.minutes.account import Placed, account
from extractors.minutes.read import read_meeting
from extractors.minutes.recognize import looks_like_minutes, minutes_end

__all__ = ["Placed", "account", "looks_like_minutes", "minutes_end", "read_meeting"]
