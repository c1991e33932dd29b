"""From runs to benchmark.json."""

import hashlib
import json
import uuid
from collections import Counter
from datetime import datetime, timezone

from . import __version__
from .models import BenchmarkResult, RunResult, ScenarioResult, TaskStats, TierResult
from .stats import bootstrap_ci, mean, mean_of_tasks, percentile, reliability, stddev, task_score, variance_score
from .tasks import Task


def has_passed(task: Task, run: RunResult) -> bool:
    completion = run.completion_result
    complete = completion.total_assertions > 0 and completion.passed_assertions == completion.total_assertions
    return complete and run.run_score >= task.pass_threshold


def task_stats(task: Task, runs: list[RunResult]) -> TaskStats:
    """Statistics of the runs of one task, in the order of their index."""
    scores = [run.run_score for run in runs]
    passes = [has_passed(task, run) for run in runs]
    passing = [run for run, passed in zip(runs, passes) if passed]
    judged = [run.judge_result for run in runs if run.judge_result.enabled and run.judge_result.error is None]
    judge_errors = [run for run in runs if run.judge_result.enabled and run.judge_result.error is not None]
    durations = [float(run.duration_ms) for run in runs]
    reliability_score = reliability(passes, scores)
    mean_run_score = mean(scores)
    return TaskStats(
        **task.identity(),
        runs=len(runs),
        mean_completion_score=mean([run.completion_result.score for run in runs]),
        mean_trajectory_score=mean([run.trajectory_result.score for run in runs]),
        mean_behavior_score=mean([run.behavior_result.score for run in runs]),
        mean_judge_score=mean([judge.score for judge in judged]),
        mean_judge_confidence=mean([judge.confidence for judge in judged]),
        judge_pass_rate=mean([float(judge.passed) for judge in judged]),
        judged_runs=len(judged),
        judge_error_count=len(judge_errors),
        mean_run_score=mean_run_score,
        reliability_score=reliability_score,
        variance_score=variance_score(scores),
        mean_task_score=task_score(mean_run_score, reliability_score),
        stddev=stddev(scores),
        min_score=min(scores),
        max_score=max(scores),
        pass_at_1=passes[0],
        pass_rate=mean([float(passed) for passed in passes]),
        pass_hat_k=all(passes),
        scores=scores,
        mean_duration_ms=mean(durations),
        median_duration_ms=percentile(durations, 50),
        p95_duration_ms=percentile(durations, 95),
        mean_input_tokens=mean([run.token_usage.input_tokens for run in runs]),
        mean_output_tokens=mean([run.token_usage.output_tokens for run in runs]),
        mean_reasoning_tokens=mean([run.token_usage.reasoning_tokens for run in runs]),
        mean_total_tokens=mean([run.token_usage.total_tokens for run in runs]),
        mean_cost_usd=mean([run.token_usage.total_cost_usd for run in runs]),
        tokens_per_pass=mean([run.token_usage.total_tokens for run in passing]),
        cost_per_pass=mean([run.token_usage.total_cost_usd for run in passing]),
        worst_of_n=min(scores),
        delivery_outcome_counts=dict(Counter(run.delivery_outcome for run in runs)),
        failure_mode_counts=dict(Counter(run.failure_mode for run in runs if run.failure_mode)),
        high_variance=stddev(scores) > 0.15,
    )


def benchmark_result(
    model: str, judge_model: str, judge_affects_score: bool, filters: dict, stats: list[TaskStats]
) -> BenchmarkResult:
    """The whole result; `stats` keeps the order in which the tasks were run, and the interval depends on it."""
    scores = [task.mean_task_score for task in stats]
    judged = [task for task in stats if task.judged_runs > 0]
    lower, upper = bootstrap_ci(scores)

    def average(field: str, tasks: list[TaskStats] = stats) -> float:
        return mean([getattr(task, field) for task in tasks])

    def score_of(chosen) -> float:
        return average("mean_task_score", [task for task in stats if chosen(task)])

    def totals(field: str) -> dict[str, int]:
        return dict(sum((Counter(getattr(task, field)) for task in stats), Counter()))

    return BenchmarkResult(
        submission_id=str(uuid.uuid4()),
        model=model,
        provider=model.split("/", 1)[0],
        timestamp=datetime.now(timezone.utc).isoformat(),
        benchmark_version=__version__,
        environment=environment(model, judge_model, judge_affects_score, filters, len(stats)),
        overall_score=mean_of_tasks(scores),
        overall_completion=average("mean_completion_score"),
        overall_trajectory=average("mean_trajectory_score"),
        overall_behavior=average("mean_behavior_score"),
        judge_model=judge_model,
        overall_judge_score=average("mean_judge_score", judged),
        overall_judge_confidence=average("mean_judge_confidence", judged),
        overall_judge_pass_rate=average("judge_pass_rate", judged),
        judge_task_coverage=len(judged) / len(stats),
        judge_error_count=sum(task.judge_error_count for task in stats),
        overall_reliability=average("reliability_score"),
        overall_weighted_query_score=weighted_score(stats),
        overall_median_latency_ms=average("median_duration_ms"),
        overall_p95_latency_ms=average("p95_duration_ms"),
        overall_input_tokens=average("mean_input_tokens"),
        overall_output_tokens=average("mean_output_tokens"),
        overall_reasoning_tokens=average("mean_reasoning_tokens"),
        overall_total_tokens=average("mean_total_tokens"),
        overall_cost_usd=average("mean_cost_usd"),
        # Tasks that never passed count as zero here, as in the real harness.
        overall_tokens_per_pass=average("tokens_per_pass"),
        overall_cost_per_pass=average("cost_per_pass"),
        overall_worst_of_n=average("worst_of_n"),
        public_dev_score=score_of(lambda task: task.pool == "public_dev"),
        official_hidden_score=score_of(lambda task: task.pool == "official_hidden"),
        clear_prompt_score=score_of(lambda task: task.prompt_variant == "clear"),
        ambiguous_prompt_score=score_of(lambda task: task.prompt_variant == "ambiguous"),
        consensus_subset_score=score_of(lambda task: "consensus" in task.subsets),
        hard_subset_score=score_of(lambda task: "hard" in task.subsets),
        overall_delivery_outcome_counts=totals("delivery_outcome_counts"),
        overall_failure_mode_counts=totals("failure_mode_counts"),
        overall_ci_lower=lower,
        overall_ci_upper=upper,
        overall_pass_hat_k=mean([float(task.pass_hat_k) for task in stats]),
        tier_results=[tier_result(tier, stats) for tier in sorted({task.tier for task in stats})],
        scenario_results=[
            scenario_result(scenario, stats) for scenario in sorted({task.scenario for task in stats if task.scenario})
        ],
        task_results=stats,
        environment_checksum=fingerprint(stats, ["task_id", "pool", "variant_id", "release_id"]),
        task_snapshot_fingerprint=fingerprint(
            stats, ["task_id", "pool", "variant_group", "variant_id", "release_id"]
        ),
    )


def group_means(group: list[TaskStats]) -> dict:
    return {
        "mean_task_score": mean([task.mean_task_score for task in group]),
        "mean_completion": mean([task.mean_completion_score for task in group]),
        "mean_trajectory": mean([task.mean_trajectory_score for task in group]),
        "mean_behavior": mean([task.mean_behavior_score for task in group]),
        "mean_judge": mean([task.mean_judge_score for task in group if task.judged_runs > 0]),
        "mean_reliability": mean([task.reliability_score for task in group]),
        "pass_hat_k_rate": mean([float(task.pass_hat_k) for task in group]),
        "task_stats": group,
    }


def tier_result(tier: str, stats: list[TaskStats]) -> TierResult:
    group = [task for task in stats if task.tier == tier]
    scores = [task.mean_task_score for task in group]
    lower, upper = bootstrap_ci(scores)
    means = {**group_means(group), "mean_task_score": mean_of_tasks(scores)}
    return TierResult(tier=tier, ci_lower=lower, ci_upper=upper, **means)


def scenario_result(scenario: str, stats: list[TaskStats]) -> ScenarioResult:
    group = [task for task in stats if task.scenario == scenario]
    return ScenarioResult(
        scenario=scenario,
        weighted_score=weighted_score(group),
        total_weight=sum(task.query_weight for task in group),
        **group_means(group),
    )


def weighted_score(stats: list[TaskStats]) -> float:
    weight = sum(task.query_weight for task in stats)
    return sum(task.query_weight * task.mean_task_score for task in stats) / weight if weight else 0.0


def fingerprint(stats: list[TaskStats], fields: list[str]) -> str:
    lines = sorted(":".join(str(getattr(task, field)) for field in fields) for task in stats)
    return hashlib.sha256("|".join(lines).encode()).hexdigest()


def environment(model: str, judge_model: str, judge_affects_score: bool, filters: dict, task_count: int) -> dict:
    capabilities = ["browser", "cron", "execution", "files", "gateway_rpc", "memory", "multi_turn_injection", "session"]
    interfaces = ["browser", "filesystem", "gateway_rpc", "memory", "multi_turn", "scheduler", "session", "shell"]
    tool_profile = {
        "name": "openclaw-native",
        "mode": "native",
        "interfaces": interfaces,
        "adapter_capabilities": capabilities,
        "enabled_toolsets": [],
        "disabled_toolsets": [],
        "tools": [],
    }
    profile = {
        "model": model,
        "harness": {
            "adapter": "openclaw",
            "driver": "",
            "version": __version__,
            "git_sha": "",
            "source": "",
            "invocation": "clawbench",
        },
        "tool_profile": {**tool_profile, "fingerprint": short_hash(tool_profile)},
        "prompt_profile": "clear",
    }
    return {
        "task_count": task_count,
        "pool": "all",
        "scenario": filters.get("scenario") or "all",
        "artifact_type": "all",
        "prompt_variant": "clear",
        "judge_model": judge_model,
        "judge_affects_score": judge_affects_score,
        "adapter": "openclaw",
        "ablation_profile": {**profile, "fingerprint": short_hash(profile)},
        "known_adapters": ["openclaw", "hermes", "codex", "claude-code"],
        "executable_adapters": ["openclaw"],
        "subsets": [],
        "capabilities": [],
        "official_only": False,
    }


def short_hash(value: dict) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
