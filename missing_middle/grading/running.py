"""Hands submissions to workers and takes back what they say; a worker that dies takes no submission with it.

Those that a worker may have died of, and those that lost a question by the clock or by memory, are run once more alone:
what a neighbour did to them is then undone.
"""

import concurrent.futures
import multiprocessing
import os
from collections import deque
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

from missing_middle.grading.asking import Refusal
from missing_middle.grading.sandbox import SandboxError
from missing_middle.grading.worker import mark_one, start_local

LOOK = 5  # seconds between two looks whether the scheduler is still there


@dataclass(frozen=True)
class Where:
    """Where submissions are marked: local processes, a Dask cluster, or an executor that is given."""

    workers: int | None
    dask: str | None
    given: concurrent.futures.Executor | None
    guard: object = None

    @contextmanager
    def executor(self, workers=None):
        """An executor, closed at the end if it was made here, and how many submissions it has in flight.

        Two for each worker: enough that none waits, few enough that they fit into memory. The third value raises
        ``OSError`` when the executor is lost for good.
        """
        workers = workers or self.workers
        if self.given is not None:
            yield self.given, 2 * (workers or 16), _never
        elif self.dask is not None:
            from missing_middle.grading.on_dask import cluster

            with cluster(self.dask, self.guard) as (pool, count, look):
                yield pool, 2 * count, look
        else:
            context = multiprocessing.get_context("spawn")
            workers = workers or multiprocessing.cpu_count()
            pool = concurrent.futures.ProcessPoolExecutor(
                workers, mp_context=context, initializer=start_local, initargs=(os.getpid(),)
            )
            try:
                yield pool, 2 * workers, _never
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


def _never():
    pass


@dataclass
class Runner:
    """Runs a list of submissions.

    ``job`` turns one into a :class:`~missing_middle.grading.marking.Job`, or ``None`` if it cannot be read; ``done``
    takes one with what came of it; ``failed`` takes one with the reason.
    """

    where: Where
    guard: object
    job: object
    done: object
    failed: object

    def run(self, work):
        """Run everything; a few at a time first, then alone what needs it."""
        again = self._many(deque(work))
        for one in self._alone(again):
            self.failed(one, "the worker died twice")

    def _settle(self, one, future, last, look):
        """Take one outcome. A dead worker or a machine without rooms raises; any other failure is this submission's.

        Returns whether it should be run once more, alone.
        """
        try:
            marked = future.result()
        except (BrokenExecutor, SandboxError, Refusal):
            raise
        except Exception as error:
            look()  # a scheduler that is lost takes all that it had with it
            self.failed(one, f"{type(error).__name__}: {error}"[:300])
            return False
        if marked.again and not last:
            return True
        if marked.starved:
            self.failed(one, "the machine ran out of memory, also when it was run alone")
        else:
            self.done(one, marked)
        return False

    def _many(self, work):
        """Run with a few submissions in flight. Returns those to run alone."""
        again = []
        while work:
            flying = {}
            try:
                with self.where.executor() as (pool, window, look):
                    while work or flying:
                        while work and len(flying) < window:
                            prepared = self.job(work[0])
                            if prepared is not None:
                                flying[pool.submit(mark_one, prepared, self.guard)] = work[0]
                            work.popleft()
                        again += self._landed(flying, look)
            except BrokenExecutor:
                again += flying.values()
        return again

    def _landed(self, flying, look):
        """Wait for at least one of those in flight; returns those of them to run alone."""
        again = []
        while flying:
            done, _ = concurrent.futures.wait(flying, LOOK, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in sorted(done, key=lambda one: flying[one].entry.name):
                if self._settle(flying[future], future, False, look):
                    again.append(flying[future])
                del flying[future]
            if done:
                break
            look()
        return again

    def _alone(self, again):
        """Run one at a time, in one worker while it lives. Returns those that killed one twice."""
        work, died, killers = deque(again), set(), []
        while work:
            try:
                with self.where.executor(1) as (pool, _, look):
                    while work:
                        prepared = self.job(work[0])
                        if prepared is not None:
                            flying = {pool.submit(mark_one, replace(prepared, careful=True), self.guard): work[0]}
                            while not concurrent.futures.wait(flying, LOOK).done:
                                look()
                            self._settle(work[0], next(iter(flying)), True, look)
                        work.popleft()
            except BrokenExecutor:
                if work[0] in died:
                    killers.append(work.popleft())
                else:
                    died.add(work[0])
        return killers
