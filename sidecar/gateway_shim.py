"""Runs ClawBench's command line against an OpenClaw gateway that refuses ClawBench's own way of connecting.

    python3 gateway_shim.py run --model ...      instead of      clawbench run --model ...

ClawBench connects with the identity of the Control UI, which OpenClaw 2026.8.1 and newer accept only from that UI. Every
version accepts the loopback backend client, which sends the gateway's token without Origin or device identity. From
2026.9.5 on, agents.create answers before the agent can be used, so the first session of an agent is requested until it
works.

The shim also puts user files into the workspace of an agent, just before the gateway learns of the agent.
"""

import asyncio
import os
import time

# Otherwise ClawBench writes a signing key into the state directory, and newer gateways do not start beside that file.
os.environ["CLAWBENCH_DISABLE_GATEWAY_DEVICE_IDENTITY"] = "1"

from agent_files import put_agent_files  # noqa: E402
from clawbench import client  # noqa: E402
from clawbench.cli import main  # noqa: E402

AGENT_DEADLINE_SECONDS = 60.0
AGENT_POLL_SECONDS = 0.2


class BackendWebSockets:
    """The websockets package as ClawBench's client module sees it, without the Origin header it adds."""

    def __init__(self, package):
        self._package = package

    def __getattr__(self, name):
        return getattr(self._package, name)

    def connect(self, url, **options):
        options.pop("additional_headers", None)
        return self._package.connect(url, **options)


def as_backend(params):
    """Connect parameters with the identity of the loopback backend client."""
    identity = {**params["client"], "id": "gateway-client", "mode": "backend"}
    return {**params, "client": identity}


def is_too_early(method, error):
    return method == "sessions.create" and "Unknown agent id" in str(error)


def patched_rpc(original):
    async def rpc(self, method, params=None, **options):
        if method == "connect":
            params = as_backend(params)
        if method == "agents.create":
            put_agent_files(params["workspace"])
        deadline = time.monotonic() + AGENT_DEADLINE_SECONDS
        while True:
            try:
                return await original(self, method, params, **options)
            except RuntimeError as error:
                if not is_too_early(method, error) or time.monotonic() >= deadline:
                    raise
            await asyncio.sleep(AGENT_POLL_SECONDS)

    return rpc


client.websockets = BackendWebSockets(client.websockets)
client.GatewayClient._rpc = patched_rpc(client.GatewayClient._rpc)

if __name__ == "__main__":
    main()
