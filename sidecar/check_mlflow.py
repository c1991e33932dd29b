"""Checks, before anything is spent, whether an MLflow server will accept a result.

The order on stdin has what mlflow_client.py documents and the `experiment` of log_to_mlflow.py. Makes plain HTTP requests
instead of loading the client, which takes seconds. Prints one line {"problem", "sentence"}, both null if all is well; a
problem is one of unreachable, credentials, host, experiment, server.
"""

import time

from mlflow_client import answer, without_secrets, words

ATTEMPTS = 3
CONNECT_SECONDS, READ_SECONDS = 5, 10


def ask(order):
    import requests

    uri = order["trackingUri"].rstrip("/")
    experiment = order["experiment"]
    if experiment.get("id"):
        call, query = "get", {"experiment_id": str(experiment["id"])}
    else:
        call, query = "get-by-name", {"experiment_name": experiment["name"]}
    auth = (order["username"], order["password"]) if order.get("username") else None
    headers = {"Authorization": f"Bearer {order['token']}"} if order.get("token") else {}
    for attempt in range(ATTEMPTS):
        is_last = attempt == ATTEMPTS - 1
        try:
            response = requests.get(
                f"{uri}/api/2.0/mlflow/experiments/{call}",
                params=query,
                auth=auth,
                headers=headers,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
            )
        except requests.exceptions.RequestException as error:
            if is_last:
                return "unreachable", f"No MLflow answers at {uri}: {words(error, order)}"
        else:
            if response.status_code < 500 or is_last:
                return judge(uri, experiment, response, order)
        time.sleep(1)
    raise AssertionError


def judge(uri, experiment, response, order):
    """Returns (problem, sentence) for an answer of the server."""
    code = response.status_code
    said = " ".join(without_secrets(response.text, order).split())[:200]
    try:
        body = response.json()
    except ValueError:
        body = None
    body = body if isinstance(body, dict) else {}
    if code == 403 and "Invalid Host header" in said:
        return "host", f"MLflow at {uri} refuses requests under that host name."
    if code in (401, 403):
        return "credentials", f"MLflow at {uri} refused the credentials ({code})."
    named = f"{experiment['id']}" if experiment.get("id") else f'"{experiment["name"]}"'
    if code == 404 and body.get("error_code") == "RESOURCE_DOES_NOT_EXIST":
        return ("experiment", f"MLflow at {uri} has no experiment {named}.") if experiment.get("id") else (None, None)
    found = body.get("experiment")
    if code != 200 or not isinstance(found, dict):
        return "server", f"The server at {uri} does not answer as MLflow does ({code}): {said or 'nothing'}"
    if found.get("lifecycle_stage") == "deleted":
        return "experiment", f"The MLflow experiment {named} at {uri} is deleted."
    return None, None


def check(order):
    problem, sentence = ask(order)
    return {"problem": problem, "sentence": sentence}


if __name__ == "__main__":
    answer(check, "MLflow did not answer")
