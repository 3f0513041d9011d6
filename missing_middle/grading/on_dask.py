"""Workers of a Dask cluster: which of them can grade, and whether the scheduler is still there."""

from contextlib import contextmanager

from missing_middle.grading.asking import Refusal
from missing_middle.grading.prints import course_print
from missing_middle.grading.sandbox import SandboxError
from missing_middle.grading.worker import ready

START = 30  # seconds to wait for a scheduler, and for a first worker


@contextmanager
def cluster(address, guard):
    """An executor over the workers that can grade, how many threads they have, and a look at the scheduler.

    Raises :class:`Refusal` if a worker has another version of the course, :class:`SandboxError` if no worker can make a
    sandbox; those that cannot are named and left out while others can.
    """
    from distributed import Client

    with Client(address, timeout=START) as client:
        try:
            client.wait_for_workers(1, timeout=START)
        except TimeoutError:
            raise Refusal(f"no worker has come to {address}: start some, then give the same command.") from None
        told = client.run(ready, guard, nanny=False)
        other = sorted({f"{one['host']} ({one['course']})" for one in told.values() if one["course"] != course_print()})
        if other:
            raise Refusal(
                f"the course here is {course_print()}, but not on {', '.join(other)}: install the same version, "
                "data and libraries on every worker. Nothing was graded with another one."
            )
        broken = {name: f"{one['host']}: {one['refused']}" for name, one in told.items() if one["refused"]}
        able = [name for name in told if name not in broken]
        if not able:
            raise SandboxError("; ".join(sorted(set(broken.values()))))
        for words in sorted(set(broken.values())):
            print(f"Left out, since no sandbox can be made there: {words}", flush=True)
        threads = client.nthreads(able)

        def look():
            if client.status not in ("running", "connecting", "newly-created"):
                raise ConnectionError(f"the Dask scheduler at {address} was lost")

        yield client.get_executor(workers=able, allow_other_workers=False), max(1, sum(threads.values())), look
