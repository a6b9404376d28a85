"""All benchmarks, one after another: `python -m tests.bench [PYTHON] [PYTHON]`, of the environments that have the peers.

The first has all of them but pdfplumber-rs, which has the import name of pdfplumber and so an environment of its own.
"""

from __future__ import annotations

import subprocess
import sys

from tests.bench import bench_tables


def main() -> None:
    """Run them; the exit status is 1 when dates or items are slower than is promised."""
    peers, rust = (*sys.argv[1:3], sys.executable, sys.executable)[:2]
    print("## Tables", flush=True)
    bench_tables.main(["--peers", peers, "--rust", rust])
    failed = 0
    for name in ("bench_dates", "bench_items", "bench_scale", "bench_parquet"):
        print(f"\n## {name.removeprefix('bench_').capitalize()}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode
    sys.exit(int(failed != 0))


if __name__ == "__main__":
    main()
