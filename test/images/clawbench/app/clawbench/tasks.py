"""Tasks: one folder each, with task.json, `workspace/` (what the agent finds) and verifiers that it does not see."""

import json
import os
from pathlib import Path

from pydantic import BaseModel

from .models import TaskIdentity

# Where they are is decided when the module is loaded, as in the real harness.
TASKS_DIR = Path(os.environ.get("CLAWBENCH_TASKS_DIR") or Path(__file__).resolve().parent.parent / "tasks-public")
SUITE_27 = Path(__file__).resolve().parent / "suite_27.json"


class Turn(BaseModel):
    prompt: str


class Assertion(BaseModel):
    """Either a command to run in the workspace or a file that must exist."""

    name: str
    command: str = ""
    expected_exit_code: int = 0
    expected_stdout: str | None = None
    file: str = ""


class TrajectoryRules(BaseModel):
    expected_reads: int = 0
    required_families: list[str] = []


class Expectation(BaseModel):
    name: str
    forbidden_command: str = ""
    final_text: str = ""


class Task(TaskIdentity):
    turns: list[Turn]
    completion: list[Assertion]
    trajectory: TrajectoryRules
    behavior: list[Expectation]
    # A program of the task's folder that serves HTTP while the task runs; `{url}` stands for its address.
    service: str = ""
    # The failure mode of an unsolved run, where the family does not say it.
    failure_mode: str = ""
    pass_threshold: float = 0.7
    folder: Path

    def identity(self) -> dict:
        return {name: getattr(self, name) for name in TaskIdentity.model_fields}


def load_tasks() -> list[Task]:
    """All tasks in the order of their definition, as CLAWBENCH_TASKS_DIR and CLAWBENCH_STANDIN_SUITE say."""
    tasks = []
    for path in sorted(TASKS_DIR.glob("*/task.json")):
        definition = json.loads(path.read_text())
        identity = {"task_id": definition["id"], "variant_group": definition["id"]}
        tasks.append(Task(**{**definition, **identity, "folder": path.parent}))
    return imitate_suite(tasks) if os.environ.get("CLAWBENCH_STANDIN_SUITE") == "27" else tasks


def imitate_suite(tasks: list[Task]) -> list[Task]:
    """The ids, tiers, families and scenarios of the real public suite, each with the work of one of our tasks."""
    browser = [task for task in tasks if task.family == "browser"]
    others = [task for task in tasks if task.family != "browser"]
    suite = []
    for index, identity in enumerate(json.loads(SUITE_27.read_text())):
        pool = browser if identity["family"] == "browser" else others
        work = pool[index % len(pool)]
        suite.append(work.model_copy(update={**identity, "variant_group": identity["task_id"]}))
    return suite
