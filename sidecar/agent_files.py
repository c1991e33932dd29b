"""Puts files of the user into the workspace of an agent: AGENTS.md, skills, plugins.

CLAWBENCH_AGENT_FILES is the directory with them. What the task has put there is the task, and stays as it is.
"""

import os
import shutil
import sys

done = set()
told = set()


def put_agent_files(workspace):
    source = os.environ.get("CLAWBENCH_AGENT_FILES")
    # Asked again for the same agent, it would take its own files for the task's.
    if not source or workspace in done:
        return
    done.add(workspace)
    for directory, _, names in os.walk(source):
        target = os.path.join(workspace, os.path.relpath(directory, source))
        for name in sorted(names):
            place = os.path.normpath(os.path.join(target, name))
            if os.path.lexists(place) or not make_directory(target, workspace):
                keep_back(os.path.relpath(place, workspace))
            else:
                shutil.copy(os.path.join(directory, name), place)


def make_directory(path, workspace):
    """False where the task has a file or a link in the way: a link could lead anywhere."""
    part = os.path.realpath(workspace)
    for name in os.path.relpath(path, workspace).split(os.sep):
        part = os.path.normpath(os.path.join(part, name))
        if os.path.islink(part):
            return False
        if not os.path.isdir(part):
            if os.path.lexists(part):
                return False
            os.mkdir(part)
    return True


def keep_back(name):
    """Says so once: the same task is run again and again."""
    if name in told:
        return
    told.add(name)
    print(f"agent-files: {name} is kept back where the task has its own", file=sys.stderr, flush=True)
