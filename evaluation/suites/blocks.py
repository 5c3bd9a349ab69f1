"""Roles of lines: `segment` against the hand-made gold set, counted by non-empty line.

Roles are scored in the groups that matter downstream: furniture; references and footnotes; and body, which is
every role that can make claims. ``python -m evaluation.suites.blocks`` prints the confusion of roles as well.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.documents.blocks import segment
from counterclaim.model import CLAIM_ROLES, Role
from evaluation.options import DEFAULTS, SuiteOptions

OWN = Path(__file__).parents[1] / "hand" / "blocks"
GROUPS: dict[str, frozenset[Role]] = {
    "furniture": frozenset({Role.FURNITURE}),
    "reference": frozenset({Role.REFERENCE, Role.FOOTNOTE}),
    "body": CLAIM_ROLES,
}
Pairs = list[tuple[Role, Role]]


@dataclass(frozen=True, slots=True)
class Page:
    """One text of the gold set: its lines and the role of each, null for an empty line."""

    split: str
    lines: tuple[str, ...]
    roles: tuple[Role | None, ...]


def run(data: Path | None = None, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Precision and recall of each group over the texts that were looked at, and the same by split.

    The split ``unseen`` stands apart: no rule was written after its texts, so it says what to expect of new
    pages. The texts are those of `data`/blocks when that folder holds any, otherwise the set of this project.
    """
    found = _pairs(data)
    looked_at = [pairs for split, pairs in found.items() if split != "unseen"] or list(found.values())
    figures = _scores(pair for pairs in looked_at for pair in pairs)
    figures["splits"] = {split: _scores(pairs) for split, pairs in sorted(found.items())}
    return figures


def confusion(data: Path | None = None) -> Counter[tuple[str, Role, Role]]:
    """How many lines of each split and gold role got each role."""
    return Counter((split, gold, given) for split, pairs in _pairs(data).items() for gold, given in pairs)


def read_page(path: Path) -> Page:
    """Read one file: ``#! key: value`` lines, then ``ROLE<TAB>line`` or an empty line."""
    split = ""
    lines: list[str] = []
    roles: list[Role | None] = []
    for raw in path.read_text(encoding="utf-8").removesuffix("\n").split("\n"):
        if raw.startswith("#! "):
            key, _, value = raw[3:].partition(": ")
            split = value if key == "split" else split
        elif raw.strip():
            role, _, line = raw.partition("\t")
            roles.append(Role(role))
            lines.append(line)
        else:
            roles.append(None)
            lines.append("")
    return Page(split, tuple(lines), tuple(roles))


def _pairs(data: Path | None) -> dict[str, Pairs]:
    """Gold and given role of every line, by split."""
    folder = data / "blocks" if data and any((data / "blocks").glob("*.tsv")) else OWN
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise FileNotFoundError(f"no .tsv files in {folder}")
    found: dict[str, Pairs] = {}
    for path in paths:
        page = read_page(path)
        given = _given_roles(page.lines)
        pairs = [(gold, role) for gold, role in zip(page.roles, given, strict=True) if gold and role]
        found.setdefault(page.split, []).extend(pairs)
    return found


def _given_roles(lines: tuple[str, ...]) -> Iterator[Role | None]:
    """The role that `segment` gives to each line of the text."""
    blocks = iter(segment("\n".join(lines)).blocks)
    block = next(blocks, None)
    offset = 0
    for line in lines:
        start = offset + len(line) - len(line.lstrip())
        while block and block.end <= start:
            block = next(blocks, None)
        yield block.role if line.strip() and block else None
        offset += len(line) + 1


def _scores(pairs: Iterable[tuple[Role, Role]]) -> dict[str, object]:
    counts = Counter(pairs)
    figures: dict[str, object] = {}
    for name, roles in GROUPS.items():
        right = sum(n for (gold, given), n in counts.items() if gold in roles and given in roles)
        claimed = sum(n for (_, given), n in counts.items() if given in roles)
        wanted = sum(n for (gold, _), n in counts.items() if gold in roles)
        figures[name] = {
            "precision": right / claimed if claimed else 0.0,
            "recall": right / wanted if wanted else 0.0,
        }
    return figures


def _main() -> None:
    for (split, gold, given), count in sorted(confusion().items()):
        if gold is not given:
            print(f"{split:<6}{gold:>16} taken as {given:<16}{count:>5}", file=sys.stderr)


if __name__ == "__main__":
    _main()
