"""Lists what the built pages link to on other hosts: ``make links``; with ``--ask`` each is asked whether it answers.

The tests look at the addresses only. A scheduled workflow asks (``.github/workflows/links.yml``).
"""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from course_site import SITE, pages_of, soup_of

HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
ALIVE = {401, 403, 405, 429}  # somebody is there, and does not talk to programs


def external(folder):
    """Return the addresses on other hosts that the pages of ``folder`` link to, each with the pages that do."""
    found = {}
    for page in pages_of(folder):
        for link in soup_of(page).select("a[href]"):
            if urlsplit(link["href"]).scheme in ("http", "https"):
                found.setdefault(link["href"], set()).add(str(page.relative_to(folder)))
    return found


def fault(address):
    """What is wrong with an address, without asking anybody; nothing if all is well.

    >>> fault("https://doi.org/10.1257/aer.90.1.166"), fault("https://doi.org/10.1257")
    (None, 'no DOI')
    """
    parts = urlsplit(address)
    if re.search(r"[\s<>{}|^`]", address):
        return "a sign that an address may not hold"
    if not HOST.fullmatch(parts.netloc):
        return "no name of a host"
    if parts.netloc == "doi.org" and not re.fullmatch(r"/10\.\d{4,5}/\S+", parts.path):
        return "no DOI"
    return None


def answer(address):
    """What the host says: nothing if the page is there."""
    try:
        urlopen(Request(address, headers={"User-Agent": "Mozilla/5.0 (link check)"}), timeout=30).close()
    except HTTPError as error:
        return None if error.code in ALIVE else f"{error.code} {error.reason}"
    except (OSError, ValueError) as error:
        return str(error)
    return None


def main():
    links = dict(sorted(external(SITE).items()))
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(answer if "--ask" in sys.argv[1:] else fault, links))
    for (address, pages), problem in zip(links.items(), said, strict=True):
        print(f"{problem or 'ok':12} {address}  ({', '.join(sorted(pages))})")
    sys.exit(1 if any(said) else 0)


if __name__ == "__main__":
    main()
