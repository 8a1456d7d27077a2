#!/usr/bin/env python3
"""Says how near a matched master comes to its reference, beside matchering's.

For each pair of a target and a reference: the distance of the untouched target, of what matchering
(PyPI) makes of it, and of what `auralmind master` makes of it, whole chain, matching fully within
12 dB. The distance is the RMS, over the third octaves from 40 Hz to 16 kHz, of the difference of the
two long-term spectra in dB, less its mean: loudness does not count, balance does.

    match.py TARGET REFERENCE [TARGET REFERENCE ...]
    match.py FOLDER              every NAME-target.* in it with its NAME-reference.*

Needs numpy, scipy, soundfile and matchering; installs nothing unless --venv FOLDER asks for it.
"""

import argparse
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile

PACKAGES = ["numpy", "scipy", "soundfile", "matchering"]
ROOT = pathlib.Path(__file__).resolve().parent.parent

# Third octaves as IEC 61260-1 has them: 1 kHz times powers of 10^0.1, from 40 Hz to 16 kHz.
BANDS = range(-14, 13)


def main():
    options = arguments()
    if options.venv:
        enter(options.venv)
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(f"match.py needs {', '.join(missing)} from PyPI: install them, or give --venv FOLDER.")
    if not os.access(options.auralmind, os.X_OK):
        sys.exit(f"There is no {options.auralmind}; make tool builds it.")
    pairs = pairs_of(options.files)
    print(f"{'dB RMS':24}" + "".join(f"{what:^24}" for what in ("L+R power", "mid", "side")))
    print(f"{'pair':24}" + f"{'raw':>7}{'matchg.':>8}{'ours':>7}  " * 3)
    nearer = sum([compare(pair, options) for pair in pairs])
    print(f"nearer than matchering in L+R power: {nearer} of {len(pairs)}")


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="targets and references in turn, or a folder")
    parser.add_argument("--venv", help="a folder for a virtual environment; made where it is missing")
    parser.add_argument("--keep", help="a folder for the masters; forgotten without it")
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
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    os.execv(python, [str(python), *sys.argv])


def pairs_of(files):
    if len(files) == 1 and os.path.isdir(files[0]):
        folder = pathlib.Path(files[0])
        targets = sorted(folder.glob("*-target.*"))
        found = [(t, next(folder.glob(t.stem[:-len("target")] + "reference.*"), None)) for t in targets]
        pairs = [pair for pair in found if pair[1]]
    else:
        pairs = list(zip(map(pathlib.Path, files[::2]), map(pathlib.Path, files[1::2])))
        if len(files) % 2:
            sys.exit("Each target needs a reference: give an even number of files, or one folder.")
    if not pairs:
        sys.exit(f"{files[0]} holds no NAME-target.* with its NAME-reference.*")
    return pairs


def compare(pair, options):
    """Prints a pair's distances; true where ours is the nearer one in L+R power."""
    target, reference = pair
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(options.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        theirs = folder / f"{target.stem}-matchering.wav"
        ours = folder / f"{target.stem}-auralmind.wav"
        run_matchering(target, reference, theirs)
        run_auralmind(options, target, reference, ours)
        goal = spectra(reference)
        rows = [distances(spectra(path), goal) for path in (target, theirs, ours)]
    name = target.stem.removesuffix("-target")[:23]
    cells = ["".join(f"{row[what]:{w}.2f}" for row, w in zip(rows, (7, 8, 7))) for what in range(3)]
    print(f"{name:24}" + "  ".join(cells), flush=True)
    return rows[2][0] < rows[1][0]


def run_matchering(target, reference, output):
    import matchering

    matchering.process(target=str(target), reference=str(reference),
                       results=[matchering.Result(str(output), subtype="FLOAT")])


def run_auralmind(options, target, reference, output):
    command = [options.auralmind, "master", str(target), "-o", str(output), "--reference",
               str(reference), "--set", "match=100", "--set", "match_limit=12", "--bits", "32f",
               *options.args.split()]
    done = subprocess.run(command, capture_output=True, text=True)
    # 2: the master is written, short of its loudness, which does not count here.
    if done.returncode not in (0, 2):
        sys.exit(done.stderr)


def spectra(path):
    """The power in each third octave, in dB: of left and right together, of mid, of side."""
    import numpy
    import scipy.signal
    import soundfile

    sound, rate = soundfile.read(path, always_2d=True)
    left, right = sound[:, 0], sound[:, -1]
    # Over 0.3 s: 3 Hz between bins, for third octaves from 40 Hz up.
    length = 1 << round(rate * 0.34).bit_length()
    powers = []
    for channel in (left, right, (left + right) / 2, (left - right) / 2):
        hertz, power = scipy.signal.welch(channel, rate, nperseg=min(length, len(channel)))
        edges = [1_000 * 10 ** (band / 10) for band in BANDS]
        powers.append(numpy.array([
            power[(hertz >= f * 10 ** -0.05) & (hertz < f * 10 ** 0.05)].mean() for f in edges]))
    return [10 * numpy.log10(p + 1e-20) for p in (powers[0] + powers[1], powers[2], powers[3])]


def distances(these, those):
    return [float((a - b).std()) for a, b in zip(these, those)]


if __name__ == "__main__":
    main()
