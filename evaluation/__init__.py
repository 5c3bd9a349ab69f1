"""Measures the quality of Counterclaim through its public API. It never trains or tunes."""
