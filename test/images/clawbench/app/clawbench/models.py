"""The shapes that are written to disk: run cache entries and benchmark.json. The order of fields is the file's."""

from pydantic import BaseModel, Field


class TaskIdentity(BaseModel):
    """What a task, each of its runs and its statistics say about it."""

    task_id: str
    tier: str
    family: str
    scenario: str = ""
    subscenario: str = ""
    artifact_type: str = ""
    prompt_variant: str = "clear"
    query_difficulty: str = ""
    query_weight: float = 1.0
    pool: str = "public_dev"
    subsets: list[str] = []
    capabilities: list[str] = []
    variant_group: str
    variant_id: str = "main"
    template_id: str = ""
    release_id: str = ""
    source_kind: str = ""
    privacy_tier: str = ""
    contamination_risk: str = ""
    freshness_epoch: str = ""
    similarity_hash: str = ""
    official: bool = False


class TokenUsage(BaseModel):
    input_tokens: int = 0
    output_tokens: int = 0
    reasoning_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    total_tokens: int = 0
    total_cost_usd: float = 0.0


class ExecutionResult(BaseModel):
    name: str
    command: str
    exit_code: int
    stdout: str
    stderr: str
    passed: bool
    reason: str


class CompletionResult(BaseModel):
    total_assertions: int = 0
    passed_assertions: int = 0
    failed_assertions: list[str] = []
    execution_results: list[ExecutionResult] = []
    score: float = 0.0


class TrajectoryResult(BaseModel):
    exploration_score: float = 0.0
    recovery_score: float = 0.0
    tool_fit_score: float = 0.0
    safety_score: float = 0.0
    read_before_write_ratio: float = 0.0
    distinct_read_targets_pre_edit: list[str] = []
    distinct_mutation_targets: list[str] = []
    distinct_families: list[str] = []
    required_families_missing: list[str] = []
    forbidden_violations: list[str] = []
    repeated_failures: int = 0
    recovered_failures: int = 0
    self_verified: bool = False
    score: float = 0.0


class BehaviorResult(BaseModel):
    score: float = 0.0
    satisfied_expectations: list[str] = []
    failed_expectations: list[str] = []
    reason: str = ""


class JudgeResult(BaseModel):
    enabled: bool = False
    model: str = ""
    score: float = 0.0
    confidence: float = 0.0
    passed: bool = False
    reason: str = ""
    rubric_hits: list[str] = []
    rubric_misses: list[str] = []
    duration_ms: int = 0
    token_usage: TokenUsage = Field(default_factory=TokenUsage)
    error: str | None = None


class ToolCall(BaseModel):
    id: str
    name: str
    input: dict
    output: str = ""
    success: bool = True
    timestamp_ms: int = 0
    family: str
    mutating: bool
    error: str = ""


class ToolResult(BaseModel):
    id: str
    content: str


class Message(BaseModel):
    role: str
    text: str = ""
    tool_calls: list[ToolCall] = []
    tool_results: list[ToolResult] = []
    tool_result_for: str | None = None
    tool_result_content: str = ""
    timestamp_ms: int = 0
    usage: TokenUsage = Field(default_factory=TokenUsage)


class Transcript(BaseModel):
    messages: list[Message] = []


class EfficiencyResult(BaseModel):
    duration_ms: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    reasoning_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    component_tokens: int = 0
    total_tokens: int = 0
    estimated_cost_usd: float = 0.0


class RunResult(TaskIdentity):
    """One run of a task: a file of the run cache."""

    run_index: int
    completion_result: CompletionResult = Field(default_factory=CompletionResult)
    trajectory_result: TrajectoryResult = Field(default_factory=TrajectoryResult)
    behavior_result: BehaviorResult = Field(default_factory=BehaviorResult)
    judge_result: JudgeResult = Field(default_factory=JudgeResult)
    run_score: float = 0.0
    transcript: Transcript = Field(default_factory=Transcript)
    duration_ms: int = 0
    token_usage: TokenUsage = Field(default_factory=TokenUsage)
    efficiency_result: EfficiencyResult = Field(default_factory=EfficiencyResult)
    delivery_outcome: str = "fail"
    failure_mode: str | None = None
    error: str | None = None


class TaskStats(TaskIdentity):
    runs: int
    mean_completion_score: float
    mean_trajectory_score: float
    mean_behavior_score: float
    mean_judge_score: float
    mean_judge_confidence: float
    judge_pass_rate: float
    judged_runs: int
    judge_error_count: int
    mean_run_score: float
    reliability_score: float
    variance_score: float
    mean_task_score: float
    stddev: float
    min_score: float
    max_score: float
    pass_at_1: bool
    pass_rate: float
    pass_hat_k: bool
    scores: list[float]
    mean_duration_ms: float
    median_duration_ms: float
    p95_duration_ms: float
    mean_input_tokens: float
    mean_output_tokens: float
    mean_reasoning_tokens: float
    mean_total_tokens: float
    mean_cost_usd: float
    tokens_per_pass: float
    cost_per_pass: float
    worst_of_n: float
    delivery_outcome_counts: dict[str, int]
    failure_mode_counts: dict[str, int]
    high_variance: bool


class TierResult(BaseModel):
    tier: str
    mean_task_score: float
    mean_completion: float
    mean_trajectory: float
    mean_behavior: float
    mean_judge: float
    mean_reliability: float
    ci_lower: float
    ci_upper: float
    pass_hat_k_rate: float
    task_stats: list[TaskStats]


class ScenarioResult(BaseModel):
    scenario: str
    mean_task_score: float
    weighted_score: float
    mean_completion: float
    mean_trajectory: float
    mean_behavior: float
    mean_judge: float
    mean_reliability: float
    pass_hat_k_rate: float
    total_weight: float
    task_stats: list[TaskStats]


class BenchmarkResult(BaseModel):
    submission_id: str
    model: str
    provider: str
    timestamp: str
    # Always empty: the harness never asks the gateway.
    openclaw_version: str = ""
    benchmark_version: str
    benchmark_release_id: str = ""
    public_release_id: str = "public"
    hidden_release_id: str = ""
    environment: dict
    overall_score: float
    overall_completion: float
    overall_trajectory: float
    overall_behavior: float
    judge_model: str
    overall_judge_score: float
    overall_judge_confidence: float
    overall_judge_pass_rate: float
    judge_task_coverage: float
    judge_error_count: int
    overall_reliability: float
    overall_weighted_query_score: float
    overall_median_latency_ms: float
    overall_p95_latency_ms: float
    overall_input_tokens: float
    overall_output_tokens: float
    overall_reasoning_tokens: float
    overall_total_tokens: float
    overall_cost_usd: float
    overall_tokens_per_pass: float
    overall_cost_per_pass: float
    overall_worst_of_n: float
    public_dev_score: float
    official_hidden_score: float
    clear_prompt_score: float
    ambiguous_prompt_score: float
    consensus_subset_score: float
    hard_subset_score: float
    overall_delivery_outcome_counts: dict[str, int]
    overall_failure_mode_counts: dict[str, int]
    overall_ci_lower: float
    overall_ci_upper: float
    overall_pass_hat_k: float
    tier_results: list[TierResult]
    scenario_results: list[ScenarioResult]
    task_results: list[TaskStats]
    certified: bool = False
    environment_checksum: str
    task_snapshot_fingerprint: str
