"""The gateway's messages as the harness keeps them."""

import re

from .models import Message, TokenUsage, ToolCall, ToolResult, Transcript

FAMILIES = {
    "read": "read",
    "memory_get": "read",
    "write": "edit",
    "edit": "edit",
    "apply_patch": "edit",
    "exec": "execute",
    "process": "execute",
    "browser": "browser",
}
CHANGES_FILES = re.compile(r"\b(rm|mv|cp|touch|mkdir|tee|sed\s+-i)\b|>")


def to_transcript(messages: list[dict]) -> Transcript:
    """Joins each tool call with its result; unknown roles are kept, for they may say why a turn died."""
    results = {id_of_result(message): message for message in messages if message.get("role") == "toolResult"}
    return Transcript(messages=[to_message(message, results) for message in messages])


def to_message(message: dict, results: dict[str, dict]) -> Message:
    role = message.get("role", "")
    text = text_of(message)
    if role == "toolResult":
        call_id = id_of_result(message)
        return Message(
            role=role,
            text=text,
            tool_results=[ToolResult(id=call_id, content=text)],
            tool_result_for=call_id,
            tool_result_content=text,
        )
    parts = message.get("content") if isinstance(message.get("content"), list) else []
    calls = [to_call(part, results) for part in parts if part.get("type") == "toolCall"]
    return Message(role=role, text=text, tool_calls=calls, usage=to_usage(message.get("usage") or {}))


def to_call(part: dict, results: dict[str, dict]) -> ToolCall:
    name, arguments = part.get("name", ""), part.get("arguments") or {}
    if name == "tool_call":  # OpenClaw hides some tools behind this one; what was done is what counts
        name, arguments = arguments.get("id") or arguments.get("name") or name, arguments.get("args") or {}
    result = results.get(part.get("id", ""), {})
    failed = bool(result.get("isError"))
    output = text_of(result)
    family = FAMILIES.get(name, "other")
    return ToolCall(
        id=part.get("id", ""),
        name=name,
        input=arguments,
        output=output,
        success=not failed,
        family=family,
        mutating=family == "edit" or (name == "exec" and bool(CHANGES_FILES.search(str(arguments.get("command", ""))))),
        error=output if failed else "",
    )


def to_usage(usage: dict) -> TokenUsage:
    return TokenUsage(
        input_tokens=usage.get("input") or 0,
        output_tokens=usage.get("output") or 0,
        reasoning_tokens=usage.get("reasoning") or 0,
        cache_read_tokens=usage.get("cacheRead") or 0,
        cache_write_tokens=usage.get("cacheWrite") or 0,
        total_tokens=usage.get("totalTokens") or 0,
        total_cost_usd=(usage.get("cost") or {}).get("total") or 0.0,
    )


def total_usage(transcript: Transcript) -> TokenUsage:
    fields = TokenUsage.model_fields
    return TokenUsage(**{name: sum(getattr(m.usage, name) for m in transcript.messages) for name in fields})


def text_of(message: dict) -> str:
    """All text of a message, the provider's error included: a reader can not tell it from the model's words."""
    content = message.get("content", "")
    parts = [content] if isinstance(content, str) else [part.get("text", "") for part in content if part.get("type") == "text"]
    return "\n".join(part for part in [*parts, message.get("errorMessage") or ""] if part)


def id_of_result(message: dict) -> str:
    return message.get("toolCallId") or message.get("tool_call_id") or ""
