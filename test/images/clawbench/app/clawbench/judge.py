"""The advisory judge: a model asked through the same gateway, outside the agent under test."""

import json
import time
import uuid

from .client import GatewayClient
from .models import JudgeResult, Transcript
from .tasks import Task
from .transcript import text_of, to_transcript, total_usage

PROMPT = """You are the judge of an agent's run. The task was:
{task}

What was said:
{transcript}

Answer with one JSON object: score (0 to 1), confidence (0 to 1), passed, reason, rubric_hits, rubric_misses."""


async def judge_run(client: GatewayClient, model: str, task: Task, transcript: Transcript, timeout: float) -> JudgeResult:
    """Never raises: a judge that fails is noted in `error`."""
    started = time.monotonic()
    result = JudgeResult(enabled=True, model=model)
    key = None
    try:
        key = await client.create_session(model, f"clawbench-judge-{uuid.uuid4().hex[:8]}", None)
        said = "\n".join(f"{message.role}: {message.text[:500]}" for message in transcript.messages)
        prompt = PROMPT.format(task="\n".join(turn.prompt for turn in task.turns), transcript=said)
        await client.send_and_wait(key, prompt, timeout)
        messages = await client.messages(key)
        result.token_usage = total_usage(to_transcript(messages))
        answers = [text_of(message) for message in messages if message.get("role") == "assistant"]
        verdict = json.loads(answers[-1])
        for field in ("score", "confidence", "passed", "reason", "rubric_hits", "rubric_misses"):
            setattr(result, field, verdict[field])
    except Exception as error:  # noqa: BLE001 - the judge is advice, whatever happens to it
        result.error = f"{type(error).__name__}: {error}"
    finally:
        if key:
            await client.delete(key, None)
    result.duration_ms = int((time.monotonic() - started) * 1000)
    return result
