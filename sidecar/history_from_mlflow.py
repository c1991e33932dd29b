"""Lists the evaluations of one step that MLflow has, or fetches the results of several.

The order on stdin has, besides what mlflow_client.py documents, either

    of               {"runId": …} for the evaluations before this one in its experiment, itself first; or
                     {"leg": …, "experiment": {"id": …} or {"name": …}}
    most             how many are listed

and prints one line {"runs": [{"id", "startedMs", "endedMs", "tags"}]}, the newest first; or

    runIds           MLflow runs
    files, maxBytes  as fetch_from_mlflow.py documents
    allBytes         of all results together; the rest is refused

and prints one line {"results": [{"file", "content"} or {"problem"}]}, in the order of the runs.
"""

import re

from fetch_from_mlflow import fetch, run_of
from mlflow_client import Failure, answer, words

LEG = re.compile(r"[0-9a-f]{10}")
PAGE = 200


def listed(order):
    from mlflow.tracking import MlflowClient

    client = MlflowClient(tracking_uri=order["trackingUri"])
    of, most = order["of"], int(order["most"])
    if "runId" in of:
        run = run_of(client, str(of["runId"]))
        leg = run.data.tags.get("clawbench.leg", "")
        before = f" and attributes.start_time <= {int(run.info.start_time or 0)}"
        earlier = search(client, run.info.experiment_id, leg, before, most)
        runs = [run, *(one for one in earlier if one.info.run_id != run.info.run_id)]
    else:
        experiment = experiment_of(client, of["experiment"])
        runs = [] if experiment is None else search(client, experiment, str(of["leg"]), "", most)
    return {"runs": [shown(run) for run in runs[:most]]}


def search(client, experiment, leg, more, most):
    if not LEG.fullmatch(leg):
        return []
    runs, page = [], None
    while len(runs) < most:
        found = client.search_runs(
            [experiment],
            f"tags.`clawbench.leg` = '{leg}' and attributes.status = 'FINISHED'{more}",
            max_results=PAGE,
            order_by=["attributes.start_time DESC"],
            page_token=page,
        )
        runs += found
        page = found.token
        if not page:
            break
    return runs


def experiment_of(client, wanted):
    if wanted.get("id"):
        return str(wanted["id"])
    experiment = client.get_experiment_by_name(str(wanted["name"]))
    return None if experiment is None else experiment.experiment_id


def shown(run):
    return {
        "id": run.info.run_id,
        "startedMs": run.info.start_time or 0,
        "endedMs": run.info.end_time,
        "tags": {key: value for key, value in run.data.tags.items() if key.startswith("clawbench.")},
    }


def fetched(order):
    results, left = [], int(order["allBytes"])
    for run_id in order["runIds"]:
        try:
            result = fetch({**order, "runId": run_id, "maxBytes": min(int(order["maxBytes"]), left)})
            left -= len(result["content"].encode())
            results.append(result)
        except Failure as error:
            results.append({"problem": str(error)})
        except Exception as error:
            results.append({"problem": f"MLflow did not give the run {run_id}: {words(error, order)}"})
    return {"results": results}


if __name__ == "__main__":
    answer(lambda order: fetched(order) if "runIds" in order else listed(order), "MLflow did not give the history")
