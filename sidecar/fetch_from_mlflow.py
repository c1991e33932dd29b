"""Fetches the result of an earlier evaluation from MLflow, as a baseline.

The order on stdin has, besides what mlflow_client.py documents:

    runId            the MLflow run to which it was logged
    files            names of artifacts; the first one that the run has is fetched
    maxBytes         larger artifacts are refused

Prints one line {"file", "content"}.
"""

import os
import tempfile

from mlflow_client import Failure, answer


def fetch(order):
    from mlflow.tracking import MlflowClient

    run_id = str(order["runId"])
    client = MlflowClient(tracking_uri=order["trackingUri"])
    run_of(client, run_id)
    sizes = {entry.path: entry.file_size for entry in client.list_artifacts(run_id) if not entry.is_dir}
    file = next((name for name in order["files"] if name in sizes), None)
    if file is None:
        raise Failure(f"The MLflow run {run_id} has no {' and no '.join(order['files'])} among its artifacts.")
    refuse_large(file, sizes[file] or 0, order)
    with tempfile.TemporaryDirectory() as directory:
        path = client.download_artifacts(run_id, file, directory)
        # The size that the server listed may be wrong.
        refuse_large(file, os.path.getsize(path), order)
        with open(path, encoding="utf-8", errors="strict") as content:
            return {"file": file, "content": content.read()}


def run_of(client, run_id):
    from mlflow.exceptions import MlflowException

    try:
        run = client.get_run(run_id)
    except MlflowException as error:
        if getattr(error, "error_code", "") in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
            raise Failure(f"MLflow has no run {run_id}.") from None
        raise
    if run.info.lifecycle_stage == "deleted":
        raise Failure(f"The MLflow run {run_id} is deleted: restore it, or choose another one.")
    return run


def refuse_large(file, size, order):
    if size > order["maxBytes"]:
        raise Failure(f"{file} of the MLflow run {order['runId']} has {size} bytes, too many for a result.")


if __name__ == "__main__":
    answer(fetch, "MLflow did not give the run")
