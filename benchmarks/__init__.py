"""How fast and how heavy: ``make bench``, or ``python -m benchmarks models_of_trade`` for one of the files here."""
