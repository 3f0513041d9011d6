"""What one submission may use."""

from dataclasses import asdict, dataclass

from missing_middle.grading.asking import require_positive


@dataclass(frozen=True)
class Limits:
    """Limits of a sandbox. Memory and processes are counted inside it.

    Seconds are processor time of all its processes together, so that a neighbour's load takes none of them away; a
    clock on the wall ends what takes ``patience`` times as long. Seconds in which all its processes sleep, with nobody
    to blame but themselves, may be ``idle`` times as many.
    """

    question_seconds: float = 10.0  # the cells of one answer, and again each call of a function
    submission_seconds: float = 120.0  # all of it
    patience: float = 10.0
    idle: float = 3.0
    memory_mb: int = 2048  # address space of one process
    total_mb: int = 1500  # all processes of the sandbox together; above it the question is lost
    processes: int = 48
    open_files: int = 128
    file_mb: int = 16
    tmp_mb: int = 64
    cpu_seconds: int = 240  # one process, over the whole submission
    answer_bytes: int = 2_000_000  # what a submission may hand in
    reserve_mb: int = 400  # if the machine has less memory left, the largest submission is ended

    def __post_init__(self):
        for name, value in asdict(self).items():
            require_positive(name, value)

    def as_dict(self):
        """The limits by name, for the other side."""
        return asdict(self)
