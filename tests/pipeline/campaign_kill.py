"""The long way of `test_killing`: `python -m tests.pipeline.campaign_kill [ROUNDS] [SEED]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.pipeline.killing import campaign
from tests.pipeline.support import Place


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = campaign(Place(Path(folder)), rounds, seed)
    sys.stdout.write(
        f"kills {sum(tally.kills.values())} ({tally.kills}), runs that ended first {tally.completed}, "
        f"reads {tally.reads}, publishes seen {len(tally.generations)}, failures {len(tally.failures)}, "
        f"{time.monotonic() - started:.0f} s\n"
    )
    for failure in tally.failures[:20]:
        sys.stdout.write(f"  {failure}\n")
    sys.exit(bool(tally.failures))


if __name__ == "__main__":
    main()
