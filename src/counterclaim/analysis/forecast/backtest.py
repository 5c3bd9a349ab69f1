"""Forecasts made again from the past alone, and scored by what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.forecast.baselines import Model
from counterclaim.analysis.forecast.groups import active
from counterclaim.analysis.forecast.panel import Floats, Panel, fingerprint
from counterclaim.analysis.forecast.scores import SAMPLES, Scores, score
from counterclaim.config import cores

SEED = 20171103
_FORM = 2
"""Counted up whenever a model or what it sees of the past changes: what is kept of it is then another's."""


class Kept(Protocol):
    """Samples that outlast a process, by a key that says all they hang on."""

    def get(self, key: str) -> Mapping[str, Floats] | None:
        """The samples of a key by model; null where there are none."""

    def put(self, key: str, samples: Mapping[str, Floats]) -> None:
        """Keep samples, where that is possible."""


@dataclass(frozen=True, slots=True)
class Window:
    """Forecasts of one origin: samples by model (samples, leads, units), what came (leads, units), who was active."""

    origin: int
    leads: tuple[int, ...]
    observed: Floats
    active: NDArray[np.bool_]
    samples: Mapping[str, Floats]

    def of(self, columns: Sequence[int]) -> Window:
        """The same of some units, all of which count as active."""
        at = list(columns)
        samples = {name: drawn[:, :, at] for name, drawn in self.samples.items()}
        return replace(
            self, observed=self.observed[:, at], active=np.ones(len(at), dtype=bool), samples=samples
        )

    def scores(self) -> dict[str, Scores]:
        """Scores by model."""
        return {name: score(drawn, self.observed, self.active) for name, drawn in self.samples.items()}


def draw(
    model: Model, name: str, past: Panel, leads: Sequence[int], samples: int = SAMPLES, seed: int = SEED
) -> Floats:
    """Samples of one model. The same seed, past and name give the same samples, whatever else is run."""
    rng = np.random.default_rng([seed, past.end, *name.encode()])
    return model(past, leads, samples, rng)


def drawn(
    models: Mapping[str, Model],
    past: Panel,
    leads: Sequence[int],
    samples: int = SAMPLES,
    kept: Kept | None = None,
) -> Mapping[str, Floats]:
    """Samples of some models by name, those of before where they are kept for the same past."""
    key = f"{_FORM} {fingerprint(past)} {list(leads)} {list(models)} {samples} {SEED}"
    found = None if kept is None else kept.get(key)
    if found is None:
        found = {name: draw(model, name, past, leads, samples) for name, model in models.items()}
        if kept is not None:
            kept.put(key, found)
    return found


def window(
    panel: Panel,
    origin: int,
    leads: Sequence[int],
    models: Mapping[str, Model],
    samples: int = SAMPLES,
    kept: Kept | None = None,
) -> Window:
    """Forecasts of all models from what was known at `origin`, for the `leads` that the panel has counts of."""
    past = panel.past(origin)
    return held_against(panel, past, leads, drawn(models, past, leads, samples, kept))


def held_against(panel: Panel, past: Panel, leads: Sequence[int], samples: Mapping[str, Floats]) -> Window:
    """Samples of all `leads` from a past, beside what came: those of the leads that the panel has counts of."""
    there = [at for at, lead in enumerate(leads) if past.end + lead <= panel.end]
    rows = [past.end + leads[at] - panel.start for at in there]
    return Window(
        origin=past.end,
        leads=tuple(leads[at] for at in there),
        observed=panel.middle[rows],
        active=active(past),
        samples={name: drawn[:, there] for name, drawn in samples.items()},
    )


def pooled(windows: Sequence[Window]) -> dict[str, Scores]:
    """Scores by model over all windows: each forecast counts the same."""
    observed = np.concatenate([one.observed for one in windows])
    on = np.concatenate([np.broadcast_to(one.active, one.observed.shape) for one in windows])

    def scored(name: str) -> Scores:
        return score(np.concatenate([one.samples[name] for one in windows], axis=1), observed, on)

    names = list(windows[0].samples)
    with ThreadPoolExecutor(cores()) as threads:
        return dict(zip(names, threads.map(scored, names), strict=True))
