"""All benchmarks, one after another: `python -m tests.bench [PYTHON of the environment that has the peers]`."""

from __future__ import annotations

import subprocess
import sys

from tests.bench import bench_tables


def main() -> None:
    """Run them; the exit status is 1 when a promised speed is not reached."""
    peers = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    print("## Tables", flush=True)
    bench_tables.main(["--peers", peers])
    failed = 0
    for name in ("bench_dates", "bench_items"):
        print(f"\n## {name.removeprefix('bench_').capitalize()}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode
    sys.exit(int(failed != 0))


if __name__ == "__main__":
    main()
