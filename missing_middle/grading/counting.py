"""How many there are, in words."""


def counted(number, noun):
    """A number with its noun.

    >>> counted(1, "file"), counted(2, "file")
    ('1 file', '2 files')
    """
    return f"{number} {noun}{'s' * (number != 1)}"
