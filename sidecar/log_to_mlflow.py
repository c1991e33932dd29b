"""Logs one ClawBench result to MLflow.

The order on stdin has, besides what mlflow_client.py documents:

    experiment       {"id": ...}, which must exist, or {"name": ...}, which is created if needed
    runName          optional; by default <model>-<first 8 characters of the submission id>
    result           ClawBench's BenchmarkResult (benchmark.json), merged
    params, metrics, tags                       optional objects, logged in addition to those of the result
    artifacts        optional object of file name to text, stored in addition to benchmark.json

Prints one line {"run_id", "experiment_id", "url", "warnings"}. Logging the same result again returns the
first run.
"""

import json
import re
import time

from mlflow_client import Failure, answer, without_secrets, words

METRICS_PER_BATCH = 1000
# The smallest limits among MLflow 2 and 3.
PARAM_LENGTH = 500
TAG_LENGTH = 5000
KEY_LENGTH = 250

RESULT_PARAMS = ["model", "provider", "benchmark_version", "judge_model", "task_snapshot_fingerprint"]
TIER_AXES = {
    "score": "mean_task_score",
    "completion": "mean_completion",
    "trajectory": "mean_trajectory",
    "behavior": "mean_behavior",
    "reliability": "mean_reliability",
}
TASK_AXES = {"score": "mean_task_score", "reliability": "reliability_score"}


def check(order):
    if not isinstance(order.get("result"), dict):
        raise Failure("The order on stdin has no result.")
    experiment = order.get("experiment")
    if not isinstance(experiment, dict) or not (experiment.get("id") or experiment.get("name")):
        raise Failure("Neither id nor name of an MLflow experiment is given.")


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")


def key_of(name):
    """Makes a name that every MLflow server accepts as a key."""
    return re.sub(r"[^\w\-./ ]", "_", name)[:KEY_LENGTH]


def params_of(order):
    result = order["result"]
    params = {name: result.get(name) or "" for name in RESULT_PARAMS}
    params["openclaw_version"] = result.get("openclaw_version") or "unknown"
    params.update(order.get("params") or {})
    return {key_of(name): str(value)[:PARAM_LENGTH] for name, value in params.items()}


def tags_of(order):
    result = order["result"]
    tags = {name: result.get(name, "") for name in ("submission_id", "timestamp", "certified")}
    tags.update(order.get("tags") or {})
    return {key_of(name): str(value)[:TAG_LENGTH] for name, value in tags.items()}


def metrics_of(order):
    """Returns (key, value, step) of each number; the step of a tier or task is its position in the result."""
    result = order["result"]
    metrics = [(name, value, 0) for name, value in result.items() if name.startswith("overall_")]
    for step, tier in enumerate(result.get("tier_results") or []):
        metrics += [(f"{tier['tier']}/{axis}", tier.get(field), step) for axis, field in TIER_AXES.items()]
    for step, task in enumerate(result.get("task_results") or []):
        metrics += [(f"task/{task['task_id']}/{axis}", task.get(field), step) for axis, field in TASK_AXES.items()]
    metrics += [(name, value, 0) for name, value in (order.get("metrics") or {}).items()]
    return [(key_of(name), float(value), step) for name, value, step in metrics if is_number(value)]


def experiment_of(client, wanted):
    if wanted.get("id"):
        experiment = client.get_experiment(str(wanted["id"]))
        if experiment is None:
            raise Failure(f"MLflow has no experiment {wanted['id']}.")
        return experiment.experiment_id
    name = wanted["name"]
    experiment = client.get_experiment_by_name(name)
    if experiment is None:
        try:
            return client.create_experiment(name)
        except Exception:
            # Another evaluation may have just created it.
            experiment = client.get_experiment_by_name(name)
            if experiment is None:
                raise
    if experiment.lifecycle_stage == "deleted":
        raise Failure(f'The MLflow experiment "{name}" is deleted: restore it, or choose another name.')
    return experiment.experiment_id


def run_of(client, experiment_id, order):
    """Returns the id of the run to log to, and whether it is complete already."""
    submission = str(order["result"].get("submission_id", ""))
    if re.fullmatch(r"[\w-]{8,64}", submission):
        earlier = client.search_runs([experiment_id], f"tags.submission_id = '{submission}'", max_results=1)
        if earlier:
            return earlier[0].info.run_id, earlier[0].info.status == "FINISHED"
    name = order.get("runName") or f"{order['result'].get('model', 'unknown')}-{submission[:8]}"
    return client.create_run(experiment_id, tags=tags_of(order), run_name=name).info.run_id, False


def log_result(order):
    check(order)
    from mlflow.entities import Metric, Param, RunTag
    from mlflow.tracking import MlflowClient

    client = MlflowClient(tracking_uri=order["trackingUri"])
    experiment_id = experiment_of(client, order["experiment"])
    run_id, complete = run_of(client, experiment_id, order)
    warnings = []
    if not complete:
        now = int(time.time() * 1000)
        metrics = [Metric(key, value, now, step) for key, value, step in metrics_of(order)]
        params = [Param(key, value) for key, value in params_of(order).items()]
        tags = [RunTag(key, value) for key, value in tags_of(order).items()]
        client.log_batch(run_id, params=params, tags=tags)
        for start in range(0, len(metrics), METRICS_PER_BATCH):
            client.log_batch(run_id, metrics=metrics[start : start + METRICS_PER_BATCH])
        artifacts = {"benchmark.json": json.dumps(order["result"], indent=2), **(order.get("artifacts") or {})}
        for name, text in artifacts.items():
            try:
                client.log_text(run_id, text, name)
            except Exception as error:
                warnings.append(f"{name} was not stored: {words(error, order)}")
        client.set_terminated(run_id, "FINISHED")
    url = f"{order['trackingUri'].rstrip('/')}/#/experiments/{experiment_id}/runs/{run_id}"
    return {"run_id": run_id, "experiment_id": experiment_id, "url": without_secrets(url, order), "warnings": warnings}


if __name__ == "__main__":
    answer(log_result, "MLflow did not take the result")
