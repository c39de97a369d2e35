"""First and last day of EDTF values."""

from __future__ import annotations

import pytest

from standoff.days import day_bounds


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2022-03-01", ("2022-03-01", "2022-03-01")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2014", ("2014-01-01", "2014-12-31")),
        ("2014-05~", ("2014-05-01", "2014-05-31")),
        ("2022-02-21/2022-02-27", ("2022-02-21", "2022-02-27")),
        ("2019-10/..", ("2019-10-01", "9999-12-31")),
        ("../2020", ("0000-01-01", "2020-12-31")),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("2022-22", ("2022-06-01", "2022-08-31")),
        ("2022-03-01T20:00:00", ("2022-03-01", "2022-03-01")),
        (None, None),
        ("", None),
        ("soon", None),
    ],
)
def test_bounds(value: str | None, bounds: tuple[str, str] | None) -> None:
    assert day_bounds(value) == bounds
