"""Runs that are killed at random moments tear nothing; see `make campaign-kill` for the long way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pipeline.killing import campaign

if TYPE_CHECKING:
    from tests.pipeline.support import Place


def test_killed_runs_tear_nothing(place: Place) -> None:
    tally = campaign(place, rounds=8, seed=1)
    assert tally.failures == []
    assert sum(tally.kills.values()) >= 3
    assert tally.reads > 20
    assert len(tally.generations) >= 2
