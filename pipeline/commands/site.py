"""The command `site`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import OutOption  # noqa: TC001 - typer reads annotations at run time
from pipeline.settings import DEFAULT_OUT, DEFAULT_RAW, available_cores

_SITE = Path("site")


class Which(StrEnum):
    """Pages that get a picture."""

    marked = "marked"
    all = "all"
    none = "none"


def command(
    *,
    site: Annotated[Path, typer.Option(help="Folder to write to.")] = _SITE,
    raw: Annotated[
        Path, typer.Option(help="Folder with the PDFs, for pictures of their pages.")
    ] = DEFAULT_RAW,
    pictures: Annotated[
        Which,
        typer.Option(help="Pages to make pictures of: those that bear cases or findings, all, or none."),
    ] = Which.marked,
    workers: Annotated[
        int,
        typer.Option(min=1, max=256, help="Processes that make pictures.", show_default="one for each core"),
    ] = available_cores(),
    out: OutOption = DEFAULT_OUT,
) -> None:
    """Write the review site: every case beside the page that it stands on.

    The site is a folder of static pages that needs no server and no network: open site/index.html in a browser, or
    copy the folder to a share. Writing it again renews what has changed.

    \b
    Examples:
      shingikai site
      shingikai site --site /srv/share/review --pictures all
    """
    from pipeline.errors import UsageError  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.site.build import Pictures, write_site  # noqa: PLC0415 - likewise
    from pipeline.terminal import printable  # noqa: PLC0415 - likewise

    try:
        done = write_site(out, raw, site, pictures=Pictures(pictures.value), workers=workers)
    except OSError as error:
        raise UsageError(f"{site}: it cannot be written ({error.strerror or error})") from error
    for path in done.trouble:
        typer.echo(f"no pictures of {printable(path)}: it is not in {raw}, has changed, or cannot be drawn")
    typer.echo(f"{done.documents:,} documents, {done.cases:,} cases, {done.pictures:,} pictures of pages")
    typer.echo(f"Open {done.folder / 'index.html'} in a browser.")
