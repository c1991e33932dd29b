"""The statistics of the benchmark, in its formulas."""

import numpy as np


def run_score(completion: float, trajectory: float, behavior: float, judge: float | None = None) -> float:
    """Weighted mean of the axes; the judge counts only when it is asked to."""
    if judge is not None:
        return round(0.4 * completion + 0.3 * trajectory + 0.2 * behavior + 0.1 * judge, 4)
    return round((0.4 * completion + 0.3 * trajectory + 0.2 * behavior) / 0.9, 4)


def mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def mean_of_tasks(scores: list[float]) -> float:
    """The mean that the interval belongs to: numpy sums pairwise, which differs in the last bit."""
    return float(np.mean(scores)) if scores else 0.0


def stddev(values: list[float]) -> float:
    return float(np.std(values, ddof=1)) if len(values) > 1 else 0.0


def percentile(values: list[float], percent: float) -> float:
    return float(np.percentile(values, percent)) if values else 0.0


def variance_score(values: list[float]) -> float:
    return max(0.0, 1 - stddev(values) / 0.2)


def reliability(passes: list[bool], scores: list[float]) -> float:
    all_pass = 1.0 if passes and all(passes) else 0.0
    return 0.5 * all_pass + 0.3 * mean([float(p) for p in passes]) + 0.2 * variance_score(scores)


def task_score(mean_run_score: float, reliability_score: float) -> float:
    return 0.9 * mean_run_score + 0.1 * reliability_score


def bootstrap_ci(scores: list[float], confidence: float = 0.95, resamples: int = 10_000) -> tuple[float, float]:
    """Percentile bootstrap of the mean over tasks. It depends on the order of the scores."""
    if not scores:
        return 0.0, 0.0
    if len(scores) == 1:
        return scores[0], scores[0]
    rng = np.random.default_rng(42)
    values = np.array(scores)
    means = [rng.choice(values, size=len(values), replace=True).mean() for _ in range(resamples)]
    alpha = 1 - confidence
    return float(np.percentile(means, 100 * alpha / 2)), float(np.percentile(means, 100 * (1 - alpha / 2)))
