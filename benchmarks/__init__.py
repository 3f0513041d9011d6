"""How fast and how heavy: ``make bench``, or ``python -m benchmarks models_1_4`` for one of the files here."""
