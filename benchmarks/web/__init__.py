"""Speed of the explorer's API on a made-up record of a million claims: ``python -m benchmarks.web``."""
