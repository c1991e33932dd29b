"""Shared by the programs that talk to MLflow: one JSON order on stdin, one JSON line on stdout.

Every order has

    trackingUri      http(s) URL of the MLflow server
    username, password | token                  optional
    timeoutSeconds   optional, for the whole program; 60 by default

so that no command line or pod spec has credentials. A failure is one sentence on stderr and exit code 1.
Works with servers of MLflow 2 and 3.
"""

import atexit
import contextlib
import io
import json
import logging
import os
import re
import signal
import sys
import tempfile

DEFAULT_TIMEOUT_SECONDS = 60


class Failure(Exception):
    """An error whose text is for users."""


class TookTooLong(BaseException):
    """Not an Exception: the client's retries would swallow it."""


def read_order(text):
    try:
        order = json.loads(text)
    except ValueError:
        raise Failure("The order on stdin is not JSON.") from None
    if not isinstance(order, dict):
        raise Failure("The order on stdin is not an object.")
    if not re.match(r"https?://", str(order.get("trackingUri", ""))):
        raise Failure("The MLflow tracking URI is not an http or https URL.")
    return order


def set_up_client(order, timeout):
    """Sets the environment that the MLflow client reads when it is imported."""
    settings = {
        "MLFLOW_TRACKING_URI": order["trackingUri"],
        "MLFLOW_TRACKING_USERNAME": order.get("username"),
        "MLFLOW_TRACKING_PASSWORD": order.get("password"),
        "MLFLOW_TRACKING_TOKEN": order.get("token"),
        "MLFLOW_HTTP_REQUEST_TIMEOUT": str(max(5, min(30, timeout // 2))),
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "3",
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
        "GIT_PYTHON_REFRESH": "quiet",
    }
    own_cas = os.environ.get("CLAWBENCH_CA_CERTIFICATES")
    if own_cas:
        settings["REQUESTS_CA_BUNDLE"] = bundle_with(own_cas)
    for name, value in settings.items():
        if value:
            os.environ[name] = value
        else:
            os.environ.pop(name, None)


def bundle_with(own_cas):
    """Writes the usual CAs and ours to one file, because the client accepts only one file, in place of its own."""
    import certifi

    bundle = tempfile.NamedTemporaryFile(prefix="ca-", suffix=".crt", delete=False)
    with bundle:
        for source in (certifi.where(), own_cas):
            with open(source, "rb") as certificates:
                bundle.write(certificates.read() + b"\n")
    atexit.register(os.unlink, bundle.name)
    return bundle.name


def without_secrets(text, order):
    for name in ("password", "token"):
        if order.get(name):
            text = text.replace(str(order[name]), "***")
    return re.sub(r"://[^/\s@]+@", "://", text)


def words(error, order):
    """Describes an error in one line."""
    text = " ".join(without_secrets(str(error) or type(error).__name__, order).split())
    # In a chain of wrapped exceptions, the innermost names the cause.
    text = re.sub(r"^.*Max retries exceeded.*?\((?:Caused by )?\w+\(.*?: (.*?)['\")]*$", r"\1", text)
    return text if len(text) <= 300 else text[:299] + "…"


def answer(work, failed):
    """Prints what `work(order)` returns as a line of JSON. `failed` is the beginning of the sentence for an error."""
    # The client retries silently, but its libraries log every retry to stderr.
    logging.disable(logging.CRITICAL)
    order = {}
    timeout = DEFAULT_TIMEOUT_SECONDS
    try:
        order = read_order(sys.stdin.read())
        timeout = int(order.get("timeoutSeconds") or DEFAULT_TIMEOUT_SECONDS)

        def give_up(*_):
            raise TookTooLong

        signal.signal(signal.SIGALRM, give_up)
        signal.alarm(timeout)
        set_up_client(order, timeout)
        # The client prints links itself.
        with contextlib.redirect_stdout(io.StringIO()):
            line = work(order)
        signal.alarm(0)
    except ImportError as error:
        sys.exit(f"The harness image has no MLflow client: {words(error, order)}")
    except TookTooLong:
        sys.exit(f"{failed} within {timeout} s.")
    except Failure as error:
        sys.exit(words(error, order))
    except Exception as error:
        sys.exit(f"{failed}: {words(error, order)}")
    print(json.dumps(line))
