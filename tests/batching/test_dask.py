"""A cluster does the work: Dask's executor on a local cluster, one of its workers killed on the way."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from gongwen.batching import Progress, batch, running
from gongwen.register import State
from tests.batching.batches import listed, numbers_in, registered, villages, write_source

ROWS = 90


def _pid_of_worker(dask_worker: Any = None) -> int:
    return os.getpid()


def test_a_cluster_writes_every_document_though_a_worker_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_HANDFUL", 5)
    source, folder = write_source(tmp_path), tmp_path / "公文"
    killed: list[int] = []

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,  # type: ignore[no-untyped-call]
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):

        def kill_one(progress: Progress) -> None:
            if progress.stage == "写出" and not killed:
                process = next(iter(client.run(_pid_of_worker).values()))
                os.kill(process, signal.SIGKILL)
                killed.append(process)

        options: dict[str, Any] = {"register": tmp_path / "发文.db", "progress": kill_one}
        report = batch(villages(ROWS), source, folder, executor=client.get_executor(), **options)

    assert killed
    assert report.written + report.unchanged == ROWS
    numbers = numbers_in(folder)
    assert sorted(numbers.values()) == sorted(f"青政发〔2026〕{index}号" for index in range(1, ROWS + 1))
    assert {str(entry.number) for entry in registered(tmp_path / "发文.db", State.ISSUED)} == set(numbers.values())
    assert len(listed(folder)) == ROWS
