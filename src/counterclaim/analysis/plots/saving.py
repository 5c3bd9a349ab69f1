"""A chart saved as a file that stands alone, with the sentence that it shows and what speaks against it."""

from __future__ import annotations

import json
import struct
import textwrap
import zlib
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Protocol

from counterclaim.analysis.plots.theme import FONT, INK, theme
from counterclaim.errors import UsageError

ENDINGS = (".html", ".svg", ".png")
_SCALE = 2.0
"""Pixels of a PNG for each of the chart's, for print and fine screens."""
_TITLE, _SUBTITLE = 82, 100
"""Characters of a line of title and of subtitle at 600 pixels."""
_MOST_LINES = 6
_SIGNATURE = 8
_HEADER = 25
"""Bytes of a PNG's signature and of its first chunk, which text may follow."""


class Chart(Protocol):
    """A chart of Altair."""

    def to_dict(self) -> dict[str, Any]:
        """The chart as Vega-Lite."""


def save(chart: Chart, path: str | Path, *, sentence: str = "", warnings: Sequence[str] = ()) -> None:
    """Write `chart` to `path` as its ending says: ``.html`` (needs no network), ``.svg`` or ``.png``.

    `sentence` becomes its title and `warnings` stand below it; both are in the file as its description as well.

    Raises:
        UsageError: the path ends otherwise.
        OSError: the file cannot be written.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"{path.name[:100]!r}: a plot is saved as {', '.join(ENDINGS)}")
    spec = specification(chart, sentence=sentence, warnings=warnings)
    if ending == ".html":
        path.write_text(_html(spec, sentence, warnings), "utf-8")
    elif ending == ".svg":
        path.write_text(_svg(spec, sentence, warnings), "utf-8")
    else:
        path.write_bytes(_png(spec, sentence, warnings))


def specification(chart: Chart, *, sentence: str = "", warnings: Sequence[str] = ()) -> dict[str, Any]:
    """The chart as Vega-Lite in the common look, with its title and description: what a page can draw."""
    spec = chart.to_dict()
    spec["config"] = theme()
    if sentence:
        title: dict[str, Any] = {"text": textwrap.wrap(sentence, _TITLE)}
        if below := _subtitle(warnings):
            title["subtitle"] = below
        spec["title"] = title
        spec["description"] = _description(sentence, warnings)
    return spec


def _subtitle(warnings: Sequence[str]) -> list[str]:
    lines = [line for warning in warnings for line in textwrap.wrap(f"Note: {warning}", _SUBTITLE)]
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], "... more in the description of this file"]


def _description(sentence: str, warnings: Sequence[str]) -> str:
    return " ".join((sentence, *(f"Note: {warning}." for warning in warnings)))


def _rendering() -> dict[str, Any]:
    """What every rendering is told: the version that Altair speaks, and to fetch nothing."""
    return {"vl_version": _version(), "allowed_base_urls": []}


@cache
def _version() -> str:
    import altair

    return ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def _svg(spec: dict[str, Any], sentence: str, warnings: Sequence[str]) -> str:
    import vl_convert

    drawn = str(vl_convert.vegalite_to_svg(spec, **_rendering()))
    head, end, rest = drawn.partition(">")
    described = f"<title>{escape(sentence)}</title><desc>{escape(_description(sentence, warnings))}</desc>"
    return f"{head}{end}{described if sentence else ''}{rest}"


def _png(spec: dict[str, Any], sentence: str, warnings: Sequence[str]) -> bytes:
    import vl_convert

    drawn = bytes(vl_convert.vegalite_to_png(spec, scale=_SCALE, **_rendering()))
    if not sentence:
        return drawn
    at = _SIGNATURE + _HEADER
    return drawn[:at] + _text_chunk("Description", _description(sentence, warnings)) + drawn[at:]


def _text_chunk(keyword: str, text: str) -> bytes:
    """International text, uncompressed, of a PNG (W3C, Portable Network Graphics, 11.3.3.4)."""
    data = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8", "replace")
    return struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))


_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
)
"""The page may run what is in it, and fetch nothing."""
_DRAW = """
const spec = JSON.parse(document.getElementById("chart-data").textContent);
vegaEmbed("#chart", spec, {mode: "vega-lite", renderer: "svg", actions: false});
"""


def _html(spec: dict[str, Any], sentence: str, warnings: Sequence[str]) -> str:
    # In the page, sentence and warnings are text that can be read and copied, and not a part of the drawing.
    shown = {key: value for key, value in spec.items() if key != "title"}
    data = json.dumps(shown, ensure_ascii=True).replace("<", "\\u003c")
    notes = "".join(f"<li>{escape(warning)}</li>" for warning in warnings)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{escape(_description(sentence, warnings))}">
<title>{escape(sentence) or "Chart"}</title>
<style>
body {{ font: 15px/1.4 {FONT}; color: {INK}; background: #fff; max-width: 620px; margin: 1em auto; padding: 0 10px; }}
#chart {{ overflow-x: auto; }}
li {{ font-size: 13px; }}
</style>
</head>
<body>
<p><strong>{escape(sentence)}</strong></p>
<div id="chart" role="img" aria-label="{escape(sentence)}"></div>
<ul>{notes}</ul>
<script type="application/json" id="chart-data">{data}</script>
<script>{_bundle()}</script>
</body>
</html>
"""


@cache
def _bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed with the lines that draw the chart, as one script."""
    import vl_convert

    return str(vl_convert.javascript_bundle(_DRAW, vl_version=_version())).replace("</script", "<\\/script")
