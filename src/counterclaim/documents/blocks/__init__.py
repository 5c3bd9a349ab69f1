"""Layout of a plain text: which runs of lines are title, body, notes, references and page furniture."""

from __future__ import annotations

from counterclaim.documents.blocks.segmentation import Segmentation, segment

__all__ = ["Segmentation", "segment"]
