"""Logs one ClawBench result to MLflow.

Reads one JSON object on stdin, so that credentials are on no command line and in no pod spec:

    trackingUri      http(s) URL of the MLflow server
    username, password | token                  optional
    experiment       {"id": ...}, which must exist, or {"name": ...}, which is made if it does not
    runName          optional; by default <model>-<first 8 characters of the submission id>
    timeoutSeconds   optional, for all of it; 60 by default
    result           ClawBench's BenchmarkResult (benchmark.json), merged
    params, metrics, tags                       optional objects, logged besides those of the result
    artifacts        optional object of file name to text, stored besides benchmark.json

Prints one line {"run_id", "experiment_id", "url", "warnings"}. A failure is one sentence on stderr and exit code 1.
Logging the same result again finds the run of the first time. Works with servers of MLflow 2 and 3.
"""

import contextlib
import io
import json
import logging
import os
import re
import signal
import sys
import time

DEFAULT_TIMEOUT_SECONDS = 60
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


class Failure(Exception):
    """Its text is for people."""


class TookTooLong(BaseException):
    """Not an Exception: the client's retries would swallow that."""


def read_order(text):
    try:
        order = json.loads(text)
    except ValueError:
        raise Failure("What came on stdin is not JSON.") from None
    if not isinstance(order, dict) or not isinstance(order.get("result"), dict):
        raise Failure("What came on stdin has no result.")
    if not re.match(r"https?://", str(order.get("trackingUri", ""))):
        raise Failure("The MLflow tracking URI is no http or https URL.")
    experiment = order.get("experiment")
    if not isinstance(experiment, dict) or not (experiment.get("id") or experiment.get("name")):
        raise Failure("Neither id nor name of an MLflow experiment is given.")
    return order


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")


def key_of(name):
    """A name that every MLflow server takes as a key."""
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
    """(key, value, step) of each number; the step of a tier or task is its place in the result."""
    result = order["result"]
    metrics = [(name, value, 0) for name, value in result.items() if name.startswith("overall_")]
    for step, tier in enumerate(result.get("tier_results") or []):
        metrics += [(f"{tier['tier']}/{axis}", tier.get(field), step) for axis, field in TIER_AXES.items()]
    for step, task in enumerate(result.get("task_results") or []):
        metrics += [(f"task/{task['task_id']}/{axis}", task.get(field), step) for axis, field in TASK_AXES.items()]
    metrics += [(name, value, 0) for name, value in (order.get("metrics") or {}).items()]
    return [(key_of(name), float(value), step) for name, value, step in metrics if is_number(value)]


def set_up_client(order, timeout):
    """Environment that the MLflow client reads when it is imported."""
    settings = {
        "MLFLOW_TRACKING_URI": order["trackingUri"],
        "MLFLOW_TRACKING_USERNAME": order.get("username"),
        "MLFLOW_TRACKING_PASSWORD": order.get("password"),
        "MLFLOW_TRACKING_TOKEN": order.get("token"),
        "MLFLOW_HTTP_REQUEST_TIMEOUT": str(max(5, min(30, timeout // 2))),
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "3",
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "GIT_PYTHON_REFRESH": "quiet",
    }
    for name, value in settings.items():
        if value:
            os.environ[name] = value
        else:
            os.environ.pop(name, None)


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
            # Another eval may have made it in this moment.
            experiment = client.get_experiment_by_name(name)
            if experiment is None:
                raise
    if experiment.lifecycle_stage == "deleted":
        raise Failure(f'The MLflow experiment "{name}" is deleted: restore it, or choose another name.')
    return experiment.experiment_id


def run_of(client, experiment_id, order):
    """The run to log to, and whether it has everything already."""
    submission = str(order["result"].get("submission_id", ""))
    if re.fullmatch(r"[\w-]{8,64}", submission):
        earlier = client.search_runs([experiment_id], f"tags.submission_id = '{submission}'", max_results=1)
        if earlier:
            return earlier[0].info.run_id, earlier[0].info.status == "FINISHED"
    name = order.get("runName") or f"{order['result'].get('model', 'unknown')}-{submission[:8]}"
    return client.create_run(experiment_id, tags=tags_of(order), run_name=name).info.run_id, False


def log_result(order):
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


def without_secrets(text, order):
    for name in ("password", "token"):
        if order.get(name):
            text = text.replace(str(order[name]), "***")
    return re.sub(r"://[^/\s@]+@", "://", text)


def words(error, order):
    """What went wrong, in one line."""
    text = " ".join(without_secrets(str(error) or type(error).__name__, order).split())
    # Of a chain of wrapped exceptions the innermost says what is wrong.
    text = re.sub(r"^.*Max retries exceeded.*?\((?:Caused by )?\w+\(.*?: (.*?)['\")]*$", r"\1", text)
    return text if len(text) <= 300 else text[:299] + "…"


def main():
    # The client retries in silence, but its libraries tell every retry on stderr.
    logging.disable(logging.CRITICAL)
    order = {}
    try:
        order = read_order(sys.stdin.read())
        timeout = int(order.get("timeoutSeconds") or DEFAULT_TIMEOUT_SECONDS)

        def give_up(*_):
            raise TookTooLong

        signal.signal(signal.SIGALRM, give_up)
        signal.alarm(timeout)
        set_up_client(order, timeout)
        # The client prints links of its own.
        with contextlib.redirect_stdout(io.StringIO()):
            line = log_result(order)
        signal.alarm(0)
    except ImportError as error:
        sys.exit(f"The harness image has no MLflow client: {words(error, order)}")
    except TookTooLong:
        sys.exit(f"MLflow did not take the result within {timeout} s.")
    except Failure as error:
        sys.exit(words(error, order))
    except Exception as error:
        sys.exit(f"MLflow did not take the result: {words(error, order)}")
    print(json.dumps(line))


if __name__ == "__main__":
    main()
