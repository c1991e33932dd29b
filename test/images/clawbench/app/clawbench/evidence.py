"""What newer versions of ClawBench keep of each run: its workspace with the grades, and a review."""

import logging
import os
import shutil
from pathlib import Path

from .models import RunResult

logger = logging.getLogger(__name__)


def keep_evidence(run: RunResult, workspace: Path) -> None:
    evidence = _root("CLAWBENCH_EVIDENCE_DIR", workspace, "_evidence") / workspace.name
    evidence.mkdir(parents=True, exist_ok=True)
    (evidence / "result.json").write_text(run.model_dump_json(indent=2), encoding="utf-8")
    shutil.copytree(workspace, evidence / "workspace", symlinks=True, dirs_exist_ok=True)
    (evidence / "retention.json").write_text("{}\n", encoding="utf-8")
    review = _root("CLAWBENCH_REVIEW_DIR", workspace, "_reviews") / workspace.name
    review.mkdir(parents=True, exist_ok=True)
    (review / "review.json").write_text("{}\n", encoding="utf-8")
    logger.info("Evidence is in %s, its review in %s", evidence, review)


def _root(variable: str, workspace: Path, beside: str) -> Path:
    configured = os.environ.get(variable, "").strip()
    return Path(configured) if configured else workspace.parent / beside
