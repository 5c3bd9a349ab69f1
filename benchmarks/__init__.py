"""Measurements of speed and memory, run by hand: ``python -m benchmarks.NAME``. None is a test."""
