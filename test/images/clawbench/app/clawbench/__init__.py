"""A stand-in for the ClawBench harness: the same contract towards its callers, small tasks of its own."""

__version__ = "0.4.0.dev1"
