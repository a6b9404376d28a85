"""`python -m pipeline`."""

import sys

try:
    from pipeline.cli import main
except ModuleNotFoundError as error:
    if (error.name or "").split(".")[0] in {"pipeline", "extractors", "normalizers"}:
        raise
    where = f"this Python ({sys.executable}) has no {error.name}"
    sys.stderr.write(f"shingikai: {where}; run `make setup` and use .venv/bin/python\n")
    sys.exit(2)

main()
