"""Loads ClawBench while the gateway still boots, and then becomes `clawbench` when it is told to.

    python3 warm_harness.py /usr/local/bin/clawbench

It gets its orders as lines of JSON by file descriptor 3, and answers there:

    {"program": P, "args": [...], "keep": true}     runs P in a child, and answers {"code": 0, "output": "..."}
    {"program": P, "args": [...], "keep": false}    answers {"taken": true}, and is P from then on

P is a Python program, the one of the command line or another. It finds everything as if its interpreter had been started
for it: arguments, `__main__`, search path, standard input, output, working directory, process group, exit code. Only its
modules are loaded already. If no more orders come, it ends.
"""

import importlib
import json
import os
import sys
import types

CHANNEL = 3
MAX_OUTPUT_BYTES = 4 * 1024 * 1024


def search_in(program):
    """Has modules be found as for a program that is started: its own directory comes first."""
    if not getattr(sys.flags, "safe_path", False):
        sys.path[0] = os.path.dirname(os.path.realpath(program))


def answer(**message):
    os.write(CHANNEL, json.dumps(message).encode() + b"\n")


def in_child():
    """Forks. True in the child, whose output goes to a pipe; the parent answers with it when the child has ended."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(CHANNEL)
        os.close(read_end)
        for descriptor in (1, 2):
            os.dup2(write_end, descriptor)
        os.close(write_end)
        return True
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        output = pipe.read(MAX_OUTPUT_BYTES)
    _, status = os.waitpid(child, 0)
    answer(code=os.waitstatus_to_exitcode(status), output=output.decode(errors="replace"))
    return False


def next_program():
    """Waits for the order to become a program. None if there is none to come."""
    with os.fdopen(os.dup(CHANNEL), encoding="utf-8") as orders:
        for line in orders:
            order = json.loads(line)
            if not order["keep"]:
                answer(taken=True)
                os.close(CHANNEL)
                return order
            if in_child():
                return order
    return None


def without_us(hook):
    """Prints tracebacks as if nothing of this file had called the program."""

    def print_traceback(kind, error, trace):
        while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
            trace = trace.tb_next
        hook(kind, error.with_traceback(trace), trace)

    return print_traceback


def become(program, args):
    sys.argv[:] = [program, *args]
    search_in(program)
    sys.excepthook = without_us(sys.excepthook)
    with open(program, "rb") as file:
        code = compile(file.read(), program, "exec")
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    main.__file__ = program
    exec(code, main.__dict__)


if __name__ == "__main__":
    search_in(sys.argv[1])
    importlib.import_module("clawbench.cli")
    order = next_program()
    if order is not None:
        become(order["program"], order["args"])
