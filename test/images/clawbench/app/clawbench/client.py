"""A client of the OpenClaw gateway: JSON frames over a WebSocket, with the identity of the control UI."""

import asyncio
import json
import logging
import os
import subprocess
import time
import uuid
from pathlib import Path

import websockets

from . import __version__

logger = logging.getLogger(__name__)

# The real harness knows no other address; tests without a cluster need one that is theirs.
GATEWAY_URL = os.environ.get("CLAWBENCH_STANDIN_GATEWAY_URL", "ws://localhost:18789")
SCOPES = ["operator.admin", "operator.read", "operator.write", "operator.approvals", "operator.pairing"]
# The harness has no crypto library of its own: it asks node for keys and signatures.
DEVICE_SCRIPT = Path(__file__).with_name("device.mjs")


def seconds(name: str, default: float) -> float:
    """A number of seconds from the environment; what is no number is ignored with a warning."""
    value = os.environ.get(name)
    if not value:
        return default
    try:
        return float(value)
    except ValueError:
        logger.warning("Ignoring %s=%r: not a number", name, value)
        return default


def state_dir() -> Path:
    return Path(os.environ.get("OPENCLAW_STATE_DIR") or Path.home() / ".openclaw")


class GatewayClient:
    def __init__(self, token: str):
        self._token = token
        self._ws = None
        self._reader = None
        self._pending: dict[str, asyncio.Future] = {}
        self._challenge: asyncio.Future | None = None
        self._timeout = seconds("CLAWBENCH_REQUEST_TIMEOUT", 60)

    async def __aenter__(self):
        deadline = time.monotonic() + seconds("CLAWBENCH_CONNECT_TIMEOUT", 30)
        delay = 0.25
        while True:
            try:
                await self.connect()
                return self
            except (OSError, websockets.exceptions.InvalidHandshake) as error:
                await self.close()
                if time.monotonic() + delay > deadline:
                    raise
                logger.info(
                    "Gateway connect transient failure (%s); retrying in %.2fs", type(error).__name__, delay
                )
                await asyncio.sleep(delay)
                delay += 0.25
            except BaseException:
                await self.close()
                raise

    async def __aexit__(self, *_):
        await self.close()

    async def connect(self) -> None:
        self._challenge = asyncio.get_running_loop().create_future()
        self._ws = await websockets.connect(
            GATEWAY_URL,
            additional_headers={"Origin": GATEWAY_URL.replace("ws", "http", 1)},
            max_size=30_000_000,
        )
        self._reader = asyncio.create_task(self._read())
        challenge = await asyncio.wait_for(self._challenge, self._timeout)
        client = {"id": "openclaw-control-ui", "version": __version__, "platform": "linux", "mode": "ui"}
        params = {
            "minProtocol": 3,
            "maxProtocol": 4,
            "client": client,
            "role": "operator",
            "scopes": SCOPES,
            "caps": [],
            "commands": [],
            "permissions": {},
            "auth": {"token": self._token},
        }
        if not os.environ.get("CLAWBENCH_DISABLE_GATEWAY_DEVICE_IDENTITY"):
            params["device"] = await self._device(challenge["nonce"], client)
        hello = await self._rpc("connect", params)
        logger.info("Connected to gateway (protocol v%s)", hello.get("protocol"))

    async def close(self) -> None:
        if self._reader:
            self._reader.cancel()
            self._reader = None
        if self._ws:
            await self._ws.close()
            self._ws = None

    async def _device(self, nonce: str, client: dict) -> dict:
        request = {
            "file": str(state_dir() / "identity" / "device.json"),
            "clientId": client["id"],
            "clientMode": client["mode"],
            "scopes": SCOPES,
            "token": self._token,
            "nonce": nonce,
        }
        done = await asyncio.to_thread(
            subprocess.run,
            ["node", str(DEVICE_SCRIPT)],
            input=json.dumps(request),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"Gateway device identity failed: {done.stderr.strip()}")
        return json.loads(done.stdout)

    async def _read(self) -> None:
        try:
            async for raw in self._ws:
                frame = json.loads(raw)
                if frame.get("type") == "res":
                    waiting = self._pending.pop(frame.get("id"), None)
                    if waiting and not waiting.done():
                        waiting.set_result(frame)
                elif frame.get("event") == "connect.challenge" and not self._challenge.done():
                    self._challenge.set_result(frame["payload"])
        except websockets.exceptions.ConnectionClosed:
            pass
        lost = ConnectionError("Gateway connection closed")
        for waiting in [*self._pending.values(), self._challenge]:
            if not waiting.done():
                waiting.set_exception(lost)
        self._pending.clear()

    async def _rpc(self, method: str, params: dict | None = None, *, timeout: float | None = None) -> dict:
        """Calls a method of the gateway. Raises RuntimeError when it refuses, TimeoutError when it does not answer."""
        request_id = str(uuid.uuid4())
        waiting = asyncio.get_running_loop().create_future()
        self._pending[request_id] = waiting
        await self._ws.send(json.dumps({"type": "req", "id": request_id, "method": method, "params": params or {}}))
        try:
            frame = await asyncio.wait_for(waiting, timeout or self._timeout)
        except asyncio.TimeoutError:
            raise TimeoutError(f"RPC {method} timed out after {timeout or self._timeout:.0f}s") from None
        finally:
            self._pending.pop(request_id, None)
        if not frame.get("ok"):
            error = frame.get("error") or {}
            raise RuntimeError(f"RPC {method} failed: {error.get('code')} {error.get('message')}")
        return frame.get("payload") or {}

    async def create_agent(self, name: str, workspace: str) -> str:
        return (await self._rpc("agents.create", {"name": name, "workspace": workspace}))["agentId"]

    async def create_session(self, model: str, label: str, agent_id: str | None) -> str:
        params = {"model": model, "label": label, **({"agentId": agent_id} if agent_id else {})}
        created = await self._rpc("sessions.create", params)
        key = created.get("sessionKey") or created["key"]
        await self._rpc("sessions.messages.subscribe", {"key": key})
        return key

    async def tool_names(self, key: str) -> list[str]:
        effective = await self._rpc("tools.effective", {"sessionKey": key})
        return [tool["id"] for group in effective.get("groups", []) for tool in group.get("tools", [])]

    async def send_and_wait(self, key: str, message: str, timeout: float) -> dict:
        """One turn of the agent. How it ended is in the returned status; a turn that failed is no exception."""
        timeout_ms = int(timeout * 1000)
        sent = await self._rpc(
            "sessions.send",
            {"key": key, "message": message, "idempotencyKey": str(uuid.uuid4()), "timeoutMs": timeout_ms},
        )
        ended = await self._rpc(
            "agent.wait", {"runId": sent["runId"], "timeoutMs": timeout_ms}, timeout=timeout + self._timeout
        )
        if ended.get("status") == "timeout":
            raise TimeoutError(f"Agent turn timed out after {timeout:.0f}s")
        return ended

    async def messages(self, key: str) -> list[dict]:
        """The messages of a session; if the model never said anything, as the gateway shows them to people."""
        messages = (await self._rpc("sessions.get", {"key": key})).get("messages") or []
        answers = [message for message in messages if message.get("role") == "assistant"]
        if any(message.get("content") and message.get("stopReason") != "error" for message in answers):
            return messages
        return (await self._rpc("chat.history", {"sessionKey": key})).get("messages") or messages

    async def delete(self, key: str | None, agent_id: str | None) -> None:
        if key:
            await self._rpc("sessions.delete", {"key": key})
        if agent_id:
            await self._rpc("agents.delete", {"agentId": agent_id, "deleteFiles": False})
