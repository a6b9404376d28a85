"""All hostile kinds, then thousands of mutants: `python -m tests.hostile.campaign [MUTANTS] [SEED]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.hostile.account import Account, ingest_hostile
from tests.hostile.kinds import make_all
from tests.hostile.mutate import mutate
from tests.pipeline.support import ROOT

_BATCH = 250


def write_mutants(folder: Path, count: int, seed: int) -> int:
    """Write mutants of the samples in data/raw; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = [path.read_bytes() for path in sorted((ROOT / "data" / "raw").glob("*.pdf"))]
    for n in range(count):
        data = mutate(samples[n % len(samples)], samples, seed * 1_000_000 + n)
        (folder / f"{seed}-{n:05}.pdf").write_bytes(data)
    return count


def tell(name: str, account: Account) -> None:
    outcomes = ", ".join(f"{count} {code}" for code, count in sorted(account.outcomes.items()))
    sys.stdout.write(
        f"{name}: {account.files} files in {account.seconds:.0f} s, {account.documents} documents; {outcomes}; "
        f"promises broken: {len(account.broken)}\n"
    )
    for place, count in account.defects.most_common(20):
        sys.stdout.write(f"  defect: {count} × {place}\n")
    for line in account.broken[:20]:
        sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "kinds"
        make_all(base / "raw")
        kinds = ingest_hostile(base)
        tell("hostile kinds", kinds)
        mutants = Account()
        for start in range(0, count, _BATCH):
            base = Path(folder) / f"mutants-{start}"
            write_mutants(base / "raw", min(_BATCH, count - start), seed * 1000 + start // _BATCH)
            mutants.add(ingest_hostile(base))
        tell("mutants", mutants)
        broken = len(kinds.broken) + len(mutants.broken)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
