"""字号由办公系统自己的数据库（PostgreSQL）编：照 ``gongwen.Numbering`` 写三个方法，成批制发时交给 ``register=``。

    with psycopg.connect("dbname=oa") as connection:
        gongwen.batch("各村.xlsx", "通知.md", "公文", register=OfficeNumbers(connection))

每个方法一个事务，几个进程、几台机器可以同时编：同一代字、同一年的号，一行 ``series`` 锁着依次给。
要 ``pip install 'psycopg[binary]'``。
"""

from collections.abc import Sequence
from datetime import date

import psycopg

from gongwen import Fault, InputError, Issue, IssuingNumber, Request, Reserved, State

TABLES = """
CREATE TABLE IF NOT EXISTS series (
    code text, year integer, last integer NOT NULL, PRIMARY KEY (code, year)
);
CREATE TABLE IF NOT EXISTS numbers (
    code text, year integer, sequence integer, identity text NOT NULL, state text NOT NULL,
    title text, reason text, voided date, PRIMARY KEY (code, year, sequence)
);
CREATE UNIQUE INDEX IF NOT EXISTS holders ON numbers (identity) WHERE state <> 'void';
"""


class OfficeNumbers:
    """办公系统的编号：一个连接一个，一个线程里用。"""

    def __init__(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        self._connection = connection

    def reserve(self, requests: Sequence[Request], /) -> list[Reserved]:
        """给每个请求一个号；早有号的还是原来的。"""
        with self._connection.transaction():
            for code, year in sorted({_series(request.number) for request in requests}):  # 都照一个次序锁，不会互等
                self._connection.execute(
                    "INSERT INTO series VALUES (%s, %s, 0) ON CONFLICT (code, year) DO UPDATE SET last = series.last",
                    (code, year),
                )
            return [self._reserved(request) for request in requests]

    def issue(self, issued: Sequence[Issue], /) -> None:
        """这些号的公文做成了。"""
        with self._connection.transaction():
            for one in issued:
                self._connection.execute(
                    "UPDATE numbers SET state = 'issued' WHERE code = %s AND year = %s AND sequence = %s",
                    (*_series(one.number), one.number.sequence),
                )

    def void(self, number: IssuingNumber, reason: str, /, *, when: date) -> None:
        """这个号作废，永不再用。"""
        with self._connection.transaction():
            self._connection.execute(
                "UPDATE numbers SET state = 'void', reason = %s, voided = %s"
                " WHERE code = %s AND year = %s AND sequence = %s",
                (reason, when, *_series(number), number.sequence),
            )

    def _reserved(self, request: Request) -> Reserved:
        held = self._connection.execute(
            "SELECT code, year, sequence, state FROM numbers WHERE identity = %s AND state <> 'void'",
            (request.identity,),
        ).fetchone()
        if held is not None:
            code, year, sequence, state = held
            return Reserved(_number(str(code), int(str(year)), int(str(sequence))), State(state), is_new=False)
        series, sequence = _series(request.number), request.number.sequence
        if sequence is None:
            (sequence,) = self._one(
                "UPDATE series SET last = last + 1 WHERE code = %s AND year = %s RETURNING last", series
            )
        elif self._connection.execute(
            "SELECT 1 FROM numbers WHERE code = %s AND year = %s AND sequence = %s", (*series, sequence)
        ).fetchone():
            message, cure = "这个号已经给了别的公文", "换一个号，或把顺序号空着由系统编"
            raise InputError(Fault("number-taken", message, cure, field="发文字号", value=str(request.number)))
        else:
            self._connection.execute(
                "UPDATE series SET last = greatest(last, %s) WHERE code = %s AND year = %s", (sequence, *series)
            )
        self._connection.execute(
            "INSERT INTO numbers VALUES (%s, %s, %s, %s, 'reserved', %s)",
            (*series, sequence, request.identity, request.facts.title),
        )
        return Reserved(_number(*series, int(str(sequence))), State.RESERVED, is_new=True)

    def _one(self, sql: str, values: Sequence[object]) -> tuple[object, ...]:
        found = self._connection.execute(sql.encode(), values).fetchone()
        assert found is not None, "series 里没有这一行"
        return found


def _series(number: IssuingNumber) -> tuple[str, int]:
    return number.code, number.year or 0  # 令号没有代字和年份


def _number(code: str, year: int, sequence: int) -> IssuingNumber:
    return IssuingNumber(code=code, year=year or None, sequence=sequence)
