"""Columns of the paper's Table 4, as printed (provinces in the printed order, the total left out)."""

import csv
from pathlib import Path

TABLE = Path(__file__).parents[2] / "data" / "printed" / "table4.csv"
EAST = {
    "Beijing",
    "Tianjin",
    "Hebei",
    "Liaoning",
    "Shanghai",
    "Jiangsu",
    "Zhejiang",
    "Fujian",
    "Shandong",
    "Guangdong",
    "Hainan",
}
CENTRAL = {"Xhanxi", "Jilin", "Heilongjiang", "Anhui", "Jianxi", "Henan", "Huben", "Hunan"}  # three are misprints


def _rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["label"] != "Total"]


def provinces():
    return [row["label"] for row in _rows()]


def column(name):
    return [int(row[name].replace(",", "")) for row in _rows()]


def parts_of_the_country():
    return ["East" if name in EAST else "Central" if name in CENTRAL else "West" for name in provinces()]
