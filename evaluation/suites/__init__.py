"""One module a suite, each with `run(data, options) -> dict`."""
