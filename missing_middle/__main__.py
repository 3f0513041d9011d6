"""The command ``missing-middle``, also as ``python -m missing_middle``."""

import sys

LINUX = ("fcntl", "pty", "resource", "termios")  # modules of Python that Windows has not


def main():
    """Run the command, or say which extra of the package brings what it lacks."""
    try:
        from missing_middle.cli import main as command

        command(prog_name="missing-middle")
    except ModuleNotFoundError as error:
        if (error.name or "missing_middle").startswith("missing_middle"):
            raise
        if error.name in LINUX:
            sys.exit("Grading needs Linux, where the sandbox runs: see instructor/grading.md.")
        extra = "dask" if error.name in ("dask", "distributed") else "grading"
        sys.exit(f"missing-middle needs {error.name}, which is not installed: pip install 'missing_middle[{extra}]'")


if __name__ == "__main__":
    main()
