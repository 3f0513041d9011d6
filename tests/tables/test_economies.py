"""Firms of a whole economy by size: typed once, checked by its own sums, refused where it is broken."""

import pytest

from missing_middle.tables import economy_sizes
from missing_middle.tables.reading import data_folder

TEXT = (data_folder() / "sizes" / "us-2002.csv").read_text(encoding="utf-8")


def test_classes_add_up_to_what_is_printed_and_no_sum_is_a_class():
    sizes = economy_sizes()
    assert sizes["size"].tolist() == ["0", "1-4", "5-9", "10-19", "20-99", "100-499", "500 and more"]
    assert sizes.firms.sum() == 5_697_759 and sizes.receipts.sum() == 22_062_528_196
    assert sizes["to"].isna().tolist() == [False] * 6 + [True]


def test_means_of_classes_lie_inside_their_classes():
    sizes = economy_sizes()
    mean = sizes.employment / sizes.firms
    assert ((mean >= sizes["from"]) & (sizes["to"].isna() | (mean <= sizes["to"]))).all()


@pytest.mark.parametrize(
    "old, new, complaint",
    [
        ("5-9,5,9,1010804", "5-9,6,9,1010804", "size = '5-9' is not allowed after '1-4': give classes without a hole"),
        ("82334", "-82334", "firms = '-82334' is not allowed for '100-499': give a whole number, 0 or more"),
        ("508249", "508250", "firms = 5680914 is not allowed for 'under 500': its classes add up to 5680915"),
        ("16845", "16,845", "."),
        ("613880", "", "firms = '' is not allowed for '10-19'"),
    ],
    ids=["a hole", "negative", "a sum that is off", "a comma too many", "empty"],
)
def test_a_broken_table_is_refused_in_a_sentence(tmp_path, old, new, complaint):
    assert old in TEXT
    (tmp_path / "broken.csv").write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        economy_sizes(tmp_path / "broken.csv")
