"""Puts user files into the workspace of an agent: AGENTS.md, skills, plugins.

CLAWBENCH_AGENT_FILES is the directory with them. Files that the task itself has put there are never replaced.
"""

import os
import shutil
import sys

done = set()
reported = set()


def put_agent_files(workspace):
    source = os.environ.get("CLAWBENCH_AGENT_FILES")
    # A second call for the same agent would take our own files for the task's.
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
    """Returns False if the task has a file or a link in the way; a link could lead anywhere."""
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
    """Reports a name only once, since the same task is run many times."""
    if name in reported:
        return
    reported.add(name)
    print(f"agent-files: {name} is left out because the task has its own", file=sys.stderr, flush=True)
