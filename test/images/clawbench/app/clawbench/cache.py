"""The run cache: one file a scored run, so that a stopped eval goes on where it was."""

import hashlib
import json
import logging
import os
import re
from pathlib import Path

from .models import RunResult
from .tasks import Task

logger = logging.getLogger("clawbench.harness")


class RunCache:
    def __init__(self, model: str, identity: dict):
        root = os.environ.get("CLAWBENCH_RUN_CACHE_DIR", "/data/run_cache")
        self._root = Path(root) / re.sub(r"[^A-Za-z0-9._-]+", "_", model) if root else None
        self._identity = {**identity, "model": model}

    def path(self, task: Task, run_index: int) -> Path | None:
        if self._root is None:
            return None
        # The task's own definition is part of the key: a changed task is not resumed from old runs.
        definition = task.model_dump_json(exclude={"folder"})
        key = hashlib.sha256(json.dumps([self._identity, definition], sort_keys=True).encode()).hexdigest()[:16]
        return self._root / f"v2-{key}" / task.task_id / f"run{run_index}.json"

    def load(self, task: Task, run_index: int) -> tuple[RunResult, Path] | None:
        path = self.path(task, run_index)
        if path is None or not path.is_file():
            return None
        try:
            return RunResult.model_validate_json(path.read_text()), path
        except ValueError as error:
            logger.warning("Ignoring unreadable cache entry %s: %s", path, error)
            return None

    def store(self, task: Task, run: RunResult) -> None:
        path = self.path(task, run.run_index)
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(run.model_dump(), indent=2))
        except OSError as error:
            logger.warning("Cache write failed for %s/run%d: %s", task.task_id, run.run_index, error)
