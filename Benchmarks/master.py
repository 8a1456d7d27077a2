#!/usr/bin/env python3
"""Times `auralmind master` beside matchering (PyPI), in turns, on one mix and one reference.

Both are run whole, as programs, with the reference read anew each time; ours solves for an exact
loudness and writes its report. Printed are the wall-clock seconds, the median of the rounds, processor
time, memory, and the ratio.

    master.py MIX REFERENCE [--rounds 3] [--venv FOLDER]

Needs matchering from PyPI; installs nothing unless --venv FOLDER asks for it.
"""

import argparse
import importlib.util
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MATCHERING = """
import sys
import matchering
matchering.process(
    target=sys.argv[1], reference=sys.argv[2], results=[matchering.pcm24(sys.argv[3])])
"""


def main():
    options = arguments()
    if options.venv:
        enter(options.venv)
    if importlib.util.find_spec("matchering") is None:
        sys.exit("master.py needs matchering from PyPI: install it, or give --venv FOLDER.")
    if not os.access(options.auralmind, os.X_OK):
        sys.exit(f"There is no {options.auralmind}; make tool builds it.")
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "matchering": [
                sys.executable, "-c", MATCHERING, options.mix, options.reference,
                f"{folder}/theirs.wav"],
            "auralmind": [
                options.auralmind, "master", options.mix, "-o", f"{folder}/ours.wav",
                "--reference", options.reference, "--bits", "24",
                "--report", f"{folder}/ours.html", *options.args.split()],
        }
        runs = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                runs[name].append(run(command))
    print(f"{'':12}{'seconds':>10}{'processor':>11}{'MiB':>8}")
    for name, rounds in runs.items():
        seconds, processor, memory = (statistics.median(column) for column in zip(*rounds))
        print(f"{name:12}{seconds:10.2f}{processor:11.2f}{memory:8.0f}")
    ratio = statistics.median(
        theirs[0] / ours[0] for theirs, ours in zip(runs["matchering"], runs["auralmind"]))
    print(f"auralmind is {ratio:.1f} times as fast")


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mix")
    parser.add_argument("reference")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--venv", help="a folder for a virtual environment; made where it is missing")
    parser.add_argument("--auralmind", default=str(ROOT / ".build/release/auralmind"))
    parser.add_argument("--args", default="", help="more options for auralmind master")
    return parser.parse_args()


def enter(folder):
    """Goes on in a virtual environment, which is made where it is missing."""
    python = pathlib.Path(folder).resolve() / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() == python.parent.parent:
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "matchering"], check=True)
    os.execv(python, [str(python), *sys.argv])


def run(command):
    """Seconds on the clock, seconds of processor time and peak MiB of a command that has to succeed."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    # 2: the closest master, short of its target, is as much work.
    if os.waitstatus_to_exitcode(status) not in (0, 2):
        sys.exit(errors.decode(errors="replace"))
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
