"""The command line: `clawbench run` and `clawbench list-tasks`."""

import asyncio
import json
import logging
import sys
import time

import click
from rich.console import Console
from rich.table import Table

from . import __version__
from .aggregate import benchmark_result, has_passed, task_stats
from .grading import PARTIAL_SCORE
from .harness import Harness, Options
from .models import BenchmarkResult, RunResult
from .tasks import Task, load_tasks


@click.group()
@click.version_option(__version__)
def main() -> None:
    """ClawBench stand-in: small tasks, the real contract."""


@main.command("list-tasks")
@click.option("--tier", default=None)
def list_tasks(tier: str | None) -> None:
    """Print the tasks of this image. Works offline."""
    for task in load_tasks():
        if tier in (None, task.tier):
            click.echo(f"  {task.task_id} {task.tier} {task.scenario or '-'} 1 {task.pool} {task.family}")


@main.command()
@click.option("-m", "--model", required=True)
@click.option("-n", "--runs", default=3, show_default=True)
@click.option("-c", "--concurrency", default=1, show_default=True, envvar="CLAWBENCH_CONCURRENCY")
@click.option("-t", "--task", "task_ids", multiple=True)
@click.option("--tier", default=None)
@click.option("--scenario", default=None)
@click.option("--adapter", default="openclaw", show_default=True)
@click.option("-o", "--output", default="results/benchmark.json", show_default=True)
@click.option("--judge-model", default="", envvar="CLAWBENCH_JUDGE_MODEL")
@click.option("--judge-affects-score", is_flag=True, envvar="CLAWBENCH_JUDGE_AFFECTS_SCORE")
@click.option("--gateway-token", default="", envvar="OPENCLAW_GATEWAY_TOKEN")
@click.option("--randomize/--no-randomize", default=True, show_default=True)
def run(
    model: str,
    runs: int,
    concurrency: int,
    task_ids: tuple[str, ...],
    tier: str | None,
    scenario: str | None,
    adapter: str,
    output: str,
    judge_model: str,
    judge_affects_score: bool,
    gateway_token: str,
    randomize: bool,
) -> None:
    """Evaluate a model and write the result as JSON."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%H:%M:%S"
    )
    if adapter != "openclaw":
        raise ValueError(f"Adapter {adapter} is not executable")
    # Ids that no task has are dropped without a word, as in the real harness.
    tasks = [
        task
        for task in load_tasks()
        if (not task_ids or task.task_id in task_ids)
        and tier in (None, task.tier)
        and scenario in (None, task.scenario)
    ]
    if not tasks:
        raise ValueError("No tasks to run")
    options = Options(
        model=model,
        runs=max(1, runs),
        concurrency=max(1, concurrency),
        token=gateway_token,
        judge_model=judge_model,
        judge_affects_score=judge_affects_score,
        randomize=randomize,
    )
    console = Console()
    print_head(console, options, len(tasks))
    total = len(tasks) * options.runs
    done = 0

    def on_run(task: Task, finished: RunResult) -> None:
        nonlocal done
        done += 1
        print_run(console, f"[{done}/{total}]", task, finished)

    started = time.monotonic()
    results = asyncio.run(Harness(options, on_run).run(tasks))
    taken = time.monotonic() - started
    console.print(
        f"\nWall time: {taken:.1f}s across {total} runs ({taken / total:.1f}s avg, concurrency={options.concurrency})"
    )
    stats = [task_stats(task, finished) for task, finished in results]
    result = benchmark_result(model, judge_model, judge_affects_score, {"scenario": scenario}, stats)
    print_result(console, result)
    # Only now: an output that can not be written is found out when all is paid.
    with open(output, "w", encoding="utf-8") as file:
        json.dump(result.model_dump(), file, indent=2)
    console.print(f"\nResults saved to {output}")


def print_head(console: Console, options: Options, task_count: int) -> None:
    console.print(f"\nClawBench v{__version__} — {task_count} tasks x {options.runs} runs")
    console.print(f"Model: {options.model}")
    console.print("Adapter: openclaw")
    if options.judge_model:
        console.print(f"Advisory judge: {options.judge_model}")
    parallel = options.concurrency > 1
    console.print(f"Execution: {f'parallel(concurrency={options.concurrency}, browser=1)' if parallel else 'serial'}")
    console.print("Axes: Completion + Trajectory + Behavior + Reliability\n")


def print_run(console: Console, counter: str, task: Task, run: RunResult) -> None:
    marker = "+" if has_passed(task, run) else "~" if run.run_score >= PARTIAL_SCORE else "-"
    judge = f" J={run.judge_result.score:.2f}" if run.judge_result.enabled else ""
    line = (
        f"{counter} {task.task_id} ({task.tier}/{task.family}) run {run.run_index + 1}: {marker} {run.run_score:.2f} "
        f"C={run.completion_result.score:.2f} T={run.trajectory_result.score:.2f} B={run.behavior_result.score:.2f}{judge}"
        f"{f' {run.failure_mode}' if run.failure_mode else ''}"
    )
    console.print(line, markup=False, highlight=False)
    for failed in run.completion_result.failed_assertions[:2]:
        console.print(f"    ! {failed}", markup=False, highlight=False)
    for violation in run.trajectory_result.forbidden_violations[:2]:
        console.print(f"    ! {violation}", markup=False, highlight=False)
    if run.judge_result.error:
        console.print(f"    ? judge unavailable: {run.judge_result.error}", markup=False, highlight=False)


def print_result(console: Console, result: BenchmarkResult) -> None:
    line = "=" * 60
    console.print(f"\n{line}\nResults — {result.model}\n{line}\n", highlight=False)
    console.print(
        f"Score: {result.overall_score:.3f} (CI: {result.overall_ci_lower:.3f}-{result.overall_ci_upper:.3f})"
    )
    console.print(
        f"  Completion: {result.overall_completion:.3f}  Trajectory: {result.overall_trajectory:.3f}  "
        f"Behavior: {result.overall_behavior:.3f}  Reliability: {result.overall_reliability:.3f}"
    )
    console.print(f"  Prompt variant=clear  Weighted query score={result.overall_weighted_query_score:.3f}")
    console.print(
        f"  Latency p50={result.overall_median_latency_ms:.0f}ms p95={result.overall_p95_latency_ms:.0f}ms  "
        f"Tokens/pass={result.overall_tokens_per_pass:.0f}  Cost/pass=${result.overall_cost_per_pass:.4f}"
    )
    console.print(
        f"  Hard subset: {result.hard_subset_score:.3f}  Consensus subset: {result.consensus_subset_score:.3f}"
    )
    console.print(f"  pass^k reliability: {result.overall_pass_hat_k:.0%}\n")
    table = Table(title="Task Breakdown")
    titles = ["Task", "Tier", "Scene", "Pool", "Task Score", "Run", "Comp", "Traj", "Behav", "Judge", "Reliab"]
    for title in [*titles, "p50 ms", "Tok/pass", "Failure"]:
        table.add_column(title)
    for task in result.task_results:
        table.add_row(
            task.task_id,
            task.tier,
            task.scenario or "-",
            task.pool,
            f"{task.mean_task_score:.3f}",
            f"{task.mean_run_score:.2f}",
            f"{task.mean_completion_score:.2f}",
            f"{task.mean_trajectory_score:.2f}",
            f"{task.mean_behavior_score:.2f}",
            f"{task.mean_judge_score:.2f}" if task.judged_runs else "-",
            f"{task.reliability_score:.2f}",
            f"{task.median_duration_ms:.0f}",
            f"{task.tokens_per_pass:.0f}",
            ", ".join(task.failure_mode_counts) or "-",
        )
    console.print(table)
