"""llama.cpp's own server, as the package xllamacpp has it, with a random model that is made now."""

import os
import signal
import sys

import xllamacpp

from make_model import write

PATH = "/tmp/random.gguf"

context = int(os.environ["CONTEXT"])
write(PATH, context)
parameters = xllamacpp.CommonParams()
parameters.model.path = PATH
parameters.model_alias = {"random"}
parameters.n_ctx = context
# One thread: two that wait for each other are slow where others use the processors.
parameters.cpuparams.n_threads = 1
parameters.cpuparams_batch.n_threads = 1
# One after the other: a slot keeps what it has read, so the next turn of a conversation reads only what is new.
parameters.n_parallel = 1
parameters.hostnames = ["0.0.0.0"]
parameters.port = 8080
# Its own count of tokens is at /metrics.
parameters.endpoint_metrics = True
server = xllamacpp.Server(parameters)
print("listening at", server.listening_address, flush=True)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
signal.pause()
