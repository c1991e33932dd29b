"""Logs a benchmark.json to MLflow: log_to_mlflow.py FILE. Reads MLFLOW_TRACKING_URI and MLFLOW_EXPERIMENT_ID or _NAME."""

import json
import os
import sys

import mlflow


def main(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    if os.environ.get("MLFLOW_EXPERIMENT_ID"):
        mlflow.set_experiment(experiment_id=os.environ["MLFLOW_EXPERIMENT_ID"])
    else:
        mlflow.set_experiment(os.environ.get("MLFLOW_EXPERIMENT_NAME", "clawbench"))
    with mlflow.start_run(run_name=f"{result['model']}-{result['submission_id'][:8]}"):
        names = ["model", "provider", "benchmark_version", "judge_model", "task_snapshot_fingerprint"]
        mlflow.log_params({name: result[name] for name in names} | {"openclaw_version": "unknown"})
        overall = {name: value for name, value in result.items() if name.startswith("overall_")}
        mlflow.log_metrics({name: float(value) for name, value in overall.items() if isinstance(value, (int, float))})
        for tier in result["tier_results"]:
            axes = {"score": "mean_task_score", "reliability": "mean_reliability"}
            axes |= {axis: f"mean_{axis}" for axis in ("completion", "trajectory", "behavior")}
            mlflow.log_metrics({f"{tier['tier']}/{axis}": tier[field] for axis, field in axes.items()})
        for step, task in enumerate(result["task_results"]):
            prefix = f"task/{task['task_id']}"
            scores = {f"{prefix}/score": task["mean_task_score"], f"{prefix}/reliability": task["reliability_score"]}
            mlflow.log_metrics(scores, step=step)
        mlflow.set_tags({name: str(result[name]) for name in ("submission_id", "timestamp", "certified")})
        try:
            mlflow.log_artifact(path)
        except Exception as error:  # noqa: BLE001 - the numbers are logged; the file is extra
            print(f"Warning: artifact upload failed: {error}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
