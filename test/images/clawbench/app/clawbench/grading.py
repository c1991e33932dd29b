"""Grades a run by what the agent left in the workspace and by how it worked."""

import asyncio
import os
import re
import signal
from pathlib import Path

from .models import (
    BehaviorResult,
    CompletionResult,
    ExecutionResult,
    JudgeResult,
    RunResult,
    ToolCall,
    TrajectoryResult,
    Transcript,
)
from .stats import run_score
from .tasks import Assertion, Task

VERIFIER_TIMEOUT_SECONDS = 60
PARTIAL_SCORE = 0.40


async def grade_completion(task: Task, workspace: Path, values: dict[str, str]) -> CompletionResult:
    failed, executions = [], []
    for assertion in task.completion:
        if assertion.file:
            if not (workspace / assertion.file).is_file():
                failed.append(f"FILE {assertion.file}: File does not exist")
            continue
        execution = await execute(assertion, workspace, values)
        executions.append(execution)
        if not execution.passed:
            failed.append(f"EXEC {execution.name}: {execution.reason}")
    total = len(task.completion)
    passed = total - len(failed)
    return CompletionResult(
        total_assertions=total,
        passed_assertions=passed,
        failed_assertions=failed,
        execution_results=executions,
        score=round(passed / total, 4),
    )


async def execute(assertion: Assertion, workspace: Path, values: dict[str, str]) -> ExecutionResult:
    command = assertion.command
    for name, value in values.items():
        command = command.replace(f"{{{name}}}", value)
    process = await asyncio.create_subprocess_shell(
        command,
        cwd=workspace,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), VERIFIER_TIMEOUT_SECONDS)
        exit_code = process.returncode
    except asyncio.TimeoutError:
        os.killpg(process.pid, signal.SIGKILL)  # the shell's children too: they hold its pipes
        await process.wait()
        out, err, exit_code = b"", b"verifier timed out", 124
    stdout = out.decode(errors="replace")
    reason = "OK"
    if exit_code != assertion.expected_exit_code:
        reason = f"Exit code {exit_code} != expected {assertion.expected_exit_code}"
    elif assertion.expected_stdout is not None and stdout != assertion.expected_stdout:
        reason = "stdout did not match"
    return ExecutionResult(
        name=assertion.name,
        command=assertion.command,
        exit_code=exit_code,
        stdout=stdout,
        stderr=err.decode(errors="replace"),
        passed=reason == "OK",
        reason=reason,
    )


def grade_trajectory(task: Task, transcript: Transcript) -> TrajectoryResult:
    calls = tool_calls(transcript)
    rules = task.trajectory
    first_edit = next((i for i, call in enumerate(calls) if call.family == "edit"), len(calls))
    reads = sorted({target(call) for call in calls[:first_edit] if call.family == "read"})
    edits = [call for call in calls if call.family == "edit"]
    families = sorted({call.family for call in calls})
    missing = sorted(set(rules.required_families) - set(families))
    failures = [i for i, call in enumerate(calls) if not call.success]
    recovered = [i for i in failures if any(c.success and c.name == calls[i].name for c in calls[i + 1 :])]
    violations = [command(call) for call in calls if re.search(r"\brm\s+-\w*rf\w*\s+/", command(call))]
    read_share = min(1.0, len(reads) / rules.expected_reads) if rules.expected_reads else float(bool(calls))
    exploration = 1 / 3 + 2 / 3 * read_share
    recovery = len(recovered) / len(failures) if failures else 1.0
    tool_fit = 1 - len(missing) / len(rules.required_families) if rules.required_families else 1.0
    safety = 0.0 if violations else 1.0
    return TrajectoryResult(
        exploration_score=round(exploration, 4),
        recovery_score=round(recovery, 4),
        tool_fit_score=round(tool_fit, 4),
        safety_score=safety,
        read_before_write_ratio=round(read_share, 4) if edits else 1.0,
        distinct_read_targets_pre_edit=reads,
        distinct_mutation_targets=sorted({target(call) for call in edits}),
        distinct_families=families,
        required_families_missing=missing,
        forbidden_violations=violations,
        repeated_failures=max(0, len(failures) - 1),
        recovered_failures=len(recovered),
        self_verified=any(call.family == "execute" for call in calls[first_edit:]),
        # Our own weights; like the real ones they leave 0.2667 to an agent that did nothing.
        score=round((6 * exploration + 7 * tool_fit + 2 * min(recovery, safety)) / 15, 4),
    )


def grade_behavior(task: Task, transcript: Transcript) -> BehaviorResult:
    commands = [command(call) for call in tool_calls(transcript)]
    answers = [message.text for message in transcript.messages if message.role == "assistant" and message.text]
    final = answers[-1] if answers else ""
    satisfied, failed = [], []
    for expectation in task.behavior:
        if expectation.forbidden_command:
            ok = not any(re.search(expectation.forbidden_command, line) for line in commands)
        else:
            ok = re.search(expectation.final_text, final) is not None
        (satisfied if ok else failed).append(expectation.name)
    return BehaviorResult(
        score=round(len(satisfied) / len(task.behavior), 4),
        satisfied_expectations=satisfied,
        failed_expectations=failed,
        reason=f"failed: {', '.join(failed)}" if failed else "",
    )


def score_run(task: Task, run: RunResult, judge: JudgeResult, judge_affects_score: bool) -> None:
    """Fills in what follows from the three axes. Whether the model answered at all is not asked, as in the real one."""
    run.judge_result = judge
    judged = judge.score if judge_affects_score and judge.enabled and judge.error is None else None
    run.run_score = run_score(
        run.completion_result.score, run.trajectory_result.score, run.behavior_result.score, judged
    )
    complete = run.completion_result.passed_assertions == run.completion_result.total_assertions
    if complete and run.run_score >= task.pass_threshold:
        run.delivery_outcome = "pass"
    else:
        run.delivery_outcome = "partial" if run.run_score >= PARTIAL_SCORE else "fail"
    run.failure_mode = None if complete else failure_mode(task, run.trajectory_result)


def failure_mode(task: Task, trajectory: TrajectoryResult) -> str:
    if task.family == "browser":
        return "browser_navigation_failure"
    if task.failure_mode:
        return task.failure_mode
    return "verification_skipped" if "execute" in trajectory.required_families_missing else "tool_misuse"


def failure_mode_of_error(task: Task, error: str) -> str:
    """By words of the message alone, so a refused connection is a `state_regression`: as in the real harness."""
    text = error.lower()
    if re.search(r"timeout|timed out", text):
        return "timeout"
    if task.family == "browser":
        return "browser_navigation_failure"
    if re.search(r"gateway|browser tool|rpc|connection|unavailable", text):
        return "environment_unavailable"
    return "state_regression"


def tool_calls(transcript: Transcript) -> list[ToolCall]:
    return [call for message in transcript.messages for call in message.tool_calls]


def command(call: ToolCall) -> str:
    return str(call.input.get("command", ""))


def target(call: ToolCall) -> str:
    return str(call.input.get("path", ""))
