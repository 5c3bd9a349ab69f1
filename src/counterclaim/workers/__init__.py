"""Reading processes: what reads a document runs apart, with limits of time and memory."""

from counterclaim.workers.pool import Workers
from counterclaim.workers.process import Read

__all__ = ["Read", "Workers"]
