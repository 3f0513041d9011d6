"""What one submission may use."""

from dataclasses import asdict, dataclass

from missing_middle.grading.asking import require_positive


@dataclass(frozen=True)
class Limits:
    """Limits of a sandbox. Memory and processes are counted inside it; seconds are those of a clock on the wall."""

    question_seconds: float = 10.0  # one question, hidden points included
    submission_seconds: float = 90.0  # all of it
    memory_mb: int = 2048  # address space of one process
    total_mb: int = 1500  # all processes of the sandbox together; above it the question is lost
    processes: int = 48
    open_files: int = 128
    file_mb: int = 16
    tmp_mb: int = 64
    cpu_seconds: int = 60  # one process, over the whole submission
    answer_bytes: int = 2_000_000  # what a submission may hand in
    reserve_mb: int = 400  # if the machine has less memory left, the submission is ended

    def __post_init__(self):
        for name, value in asdict(self).items():
            require_positive(name, value)

    def as_dict(self):
        """The limits by name, for the other side."""
        return asdict(self)
