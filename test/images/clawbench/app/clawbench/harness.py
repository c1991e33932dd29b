"""Runs tasks through the gateway and grades them."""

import asyncio
import logging
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from .cache import RunCache
from .client import GatewayClient, seconds, state_dir
from .evidence import keep_evidence
from .grading import failure_mode_of_error, grade_behavior, grade_completion, grade_trajectory, score_run
from .judge import judge_run
from .models import EfficiencyResult, JudgeResult, RunResult
from .tasks import Task
from .transcript import to_transcript, total_usage

logger = logging.getLogger(__name__)


@dataclass
class Options:
    model: str
    runs: int
    concurrency: int
    token: str
    judge_model: str
    judge_affects_score: bool
    randomize: bool


@dataclass
class Timing:
    """Seconds by phase of a run, for its TIMING line."""

    phases: dict[str, float] = field(default_factory=dict)

    def note(self, phase: str, started: float) -> None:
        self.phases[phase] = round(time.monotonic() - started, 2)

    def __str__(self) -> str:
        return " ".join(f"{phase}={taken}s" for phase, taken in self.phases.items())


class Harness:
    def __init__(self, options: Options, on_run: Callable[[Task, RunResult], None]):
        self._options = options
        self._on_run = on_run
        identity = {"judge": options.judge_model, "adapter": "openclaw", "prompt_variant": "clear"}
        self._cache = RunCache(options.model, identity)
        self._turn_timeout = seconds("CLAWBENCH_PER_TURN_TIMEOUT_SECONDS", 180)
        self._run_budget = seconds("CLAWBENCH_PER_RUN_BUDGET_SECONDS", 300)

    async def run(self, tasks: list[Task]) -> list[tuple[Task, list[RunResult]]]:
        """Runs each task `runs` times; the result keeps the order of the tasks as they were run."""
        order = list(tasks)
        if self._options.randomize:
            random.shuffle(order)
        # Browser runs come first, and one at a time.
        pending = sorted(
            ((task, i) for task in order for i in range(self._options.runs)), key=lambda job: job[0].family != "browser"
        )
        finished: dict[tuple[str, int], RunResult] = {}
        browsing = False

        async def worker() -> None:
            nonlocal browsing
            while True:
                job = next((job for job in pending if not (browsing and job[0].family == "browser")), None)
                if job is None:  # what is left waits for the browser, and the worker that has it goes on with that
                    return
                pending.remove(job)
                task, run_index = job
                browsing = browsing or task.family == "browser"
                finished[task.task_id, run_index] = await self._run_or_error(task, run_index)
                browsing = browsing and task.family != "browser"

        await asyncio.gather(*(worker() for _ in range(self._options.concurrency)))
        return [(task, [finished[task.task_id, i] for i in range(self._options.runs)]) for task in order]

    async def _run_or_error(self, task: Task, run_index: int) -> RunResult:
        cached = self._cache.load(task, run_index)
        if cached:
            run, path = cached
            logger.info("TIMING %s/run%d total=cached %s  (resumed from %s)", task.task_id, run_index, axes(run), path)
        else:
            try:
                run = await self._run_single(task, run_index)
                self._cache.store(task, run)
            except Exception as error:  # noqa: BLE001 - one run's failure must not end the others
                logger.exception("Run %s/%d failed", task.task_id, run_index)
                message = str(error) or type(error).__name__
                run = RunResult(
                    **task.identity(),
                    run_index=run_index,
                    failure_mode=failure_mode_of_error(task, message),
                    error=message,
                )
        self._on_run(task, run)
        return run

    async def _run_single(self, task: Task, run_index: int) -> RunResult:
        timing = Timing()
        began = time.monotonic()
        workspace = new_workspace(task, run_index)
        timing.note("workspace_setup", began)
        phase = time.monotonic()
        service = await Service.start(task)
        timing.note("bg_services_start", phase)
        key = agent_id = None
        try:
            phase = time.monotonic()
            async with GatewayClient(self._options.token) as client:
                timing.note("gateway_connect", phase)
                phase = time.monotonic()
                name = f"clawbench-{task.task_id}-{uuid.uuid4().hex[:8]}"
                agent_id = await client.create_agent(name, str(workspace))
                timing.note("agent_create", phase)
                phase = time.monotonic()
                key = await client.create_session(self._options.model, name, agent_id)
                if task.family == "browser" and "browser" not in await client.tool_names(key):
                    raise RuntimeError("browser tool is not available in the gateway")
                timing.note("phase0_session_setup", phase)
                values = {"task": str(task.folder), "url": service.url}
                await self._talk(client, key, task, run_index, values, began, timing)
                transcript = to_transcript(await client.messages(key))
                duration_ms = int((time.monotonic() - began) * 1000)
                phase = time.monotonic()
                run = RunResult(**task.identity(), run_index=run_index, transcript=transcript, duration_ms=duration_ms)
                run.completion_result = await grade_completion(task, workspace, values)
                run.trajectory_result = grade_trajectory(task, transcript)
                run.behavior_result = grade_behavior(task, transcript)
                judge = JudgeResult()
                if self._options.judge_model:
                    judge = await judge_run(client, self._options.judge_model, task, transcript, self._turn_timeout)
                score_run(task, run, judge, self._options.judge_affects_score)
                timing.note("score", phase)
            run.token_usage = total_usage(transcript)
            usage = run.token_usage.model_dump(exclude={"total_cost_usd"})
            run.efficiency_result = EfficiencyResult(
                **usage,
                duration_ms=duration_ms,
                component_tokens=sum(taken for name, taken in usage.items() if name != "total_tokens"),
                estimated_cost_usd=run.token_usage.total_cost_usd,
            )
            total = time.monotonic() - began
            logger.info("TIMING %s/run%d total=%.1fs %s  %s", task.task_id, run_index, total, axes(run), timing)
            keep_evidence(run, workspace)
            return run
        finally:
            service.stop()
            await self._clean_up(key, agent_id, workspace)

    async def _talk(
        self,
        client: GatewayClient,
        key: str,
        task: Task,
        run_index: int,
        values: dict[str, str],
        began: float,
        timing: Timing,
    ) -> None:
        first = time.monotonic()
        for index, turn in enumerate(task.turns):
            left = self._run_budget - (time.monotonic() - began)
            if left <= 0:
                logger.warning(
                    "Run %s/%d hit per-run budget (%.0fs); stopping user simulator",
                    task.task_id,
                    run_index,
                    self._run_budget,
                )
                break
            phase = time.monotonic()
            prompt = turn.prompt.replace("{url}", values["url"])
            await client.send_and_wait(key, prompt, min(self._turn_timeout, left))
            timing.note(f"phase0_turn{index}", phase)
        timing.note("phase0_total", first)

    async def _clean_up(self, key: str | None, agent_id: str | None, workspace: Path) -> None:
        if key or agent_id:
            try:
                async with GatewayClient(self._options.token) as client:
                    await client.delete(key, agent_id)
            except Exception as error:  # noqa: BLE001 - what is left behind does not change the result
                logger.warning("Cleanup failed: %s", error)
        if os.environ.get("CLAWBENCH_KEEP_WORKSPACES") != "1":
            shutil.rmtree(workspace, ignore_errors=True)


def axes(run: RunResult) -> str:
    return (
        f"score={run.run_score:.2f} C={run.completion_result.score:.2f} T={run.trajectory_result.score:.2f} "
        f"B={run.behavior_result.score:.2f} J={run.judge_result.score:.2f}"
    )


def new_workspace(task: Task, run_index: int) -> Path:
    name = f"run-{run_index}-{uuid.uuid4().hex[:8]}"
    workspace = state_dir() / "workspace-clawbench" / task.task_id / name
    workspace.mkdir(parents=True)
    if (task.folder / "workspace").is_dir():
        shutil.copytree(task.folder / "workspace", workspace, dirs_exist_ok=True)
    return workspace


class Service:
    """The HTTP server of a task, on a free port of this host; a task without one has none to start."""

    def __init__(self, url: str, process: subprocess.Popen | None):
        self.url = url
        self._process = process

    @classmethod
    async def start(cls, task: Task) -> "Service":
        if not task.service:
            return cls("", None)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, str(task.folder / task.service), str(port)], stdin=subprocess.PIPE
        )
        service = cls(f"http://127.0.0.1:{port}/", process)
        async with httpx.AsyncClient() as client:
            for _ in range(100):
                await asyncio.sleep(0.1)
                try:
                    (await client.get(f"{service.url}health")).raise_for_status()
                    return service
                except httpx.TransportError:
                    continue
        service.stop()
        raise RuntimeError(f"Background service {task.service} did not start")

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
